"""The engine: from a request and a seed to a scene, from a scene to files.

A library of its own, usable without the rest of the studio. It may import numpy and the format
libraries. It knows no Qt, no HTTP, no settings, no clock and no global random state: the same
request and seed give byte-identical files.

Conventions everywhere below: metres, right-handed, Y up, front facing +Z; triangles wind
counter-clockwise seen from outside; UVs are in metres with V up; colours are linear RGB unless a
name says sRGB.
"""
