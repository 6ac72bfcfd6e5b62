"""What every surface's shader does after VTK's own: tone mapping, glass, highlight, shading modes.

VTK's physically based shader ends by clipping at 1 and raising to 1/2.2. Bright surfaces would burn
out, and glass would lose its reflections with its opacity; both are put right here.
"""

from __future__ import annotations

from typing import Final

from vtkmodules.vtkRenderingCore import vtkActor

_END_OF_VTK: Final = "gl_FragData[0].rgb = pow(gl_FragData[0].rgb, vec3(1.0/2.2));"

_DECLARATIONS: Final = """//VTK::Light::Dec
// Khronos PBR Neutral tone mapper (2024): keeps base colours as they are and rolls highlights off
// towards white. It begins a little earlier than theirs, at 0.70: whites keep their shading.
vec3 opusTone(vec3 c) {
  float low = min(c.r, min(c.g, c.b));
  float offset = low < 0.08 ? low - 6.25 * low * low : 0.04;
  c -= offset;
  float peak = max(c.r, max(c.g, c.b));
  const float start = 0.70;
  if (peak < start) return max(c, vec3(0.0));
  const float room = 1.0 - start;
  float rolled = 1.0 - room * room / (peak + room - start);
  c *= rolled / peak;
  float white = 1.0 - 1.0 / (0.15 * (peak - rolled) + 1.0);
  return mix(c, vec3(rolled), white);
}
vec3 opusDisplay(vec3 c) {
  return mix(12.92 * c, 1.055 * pow(max(c, vec3(1e-5)), vec3(1.0 / 2.4)) - 0.055,
             step(vec3(0.0031308), c));
}
"""

_F0_OF_VTK: Final = "vec3 F0 = mix(vec3(baseF0Uniform), albedo, metallic);"

_F0: Final = """vec3 opusTint = albedo;
  if (opusGlass > 0.5) albedo *= 0.02;  // light goes through instead of being scattered back
  vec3 F0 = mix(vec3(baseF0Uniform), albedo, metallic);"""

_END: Final = """
  if (opusGlass > 0.5) {
    // Reflection lies on top of what shines through; it does not fade with the opacity. Clear
    // glass has hardly a colour of its own, frosted glass scatters.
    vec3 shine = opusTone((iblSpecular + Lo) * opusExposure);
    float peak = max(max(shine.r, max(shine.g, shine.b)), 1e-4);
    float share = 0.5 * opusDisplay(vec3(peak)).r;  // panes come in pairs
    float frosted = clamp(2.0 * roughness, 0.0, 1.0);
    float cloud = opacity * mix(0.75, 1.0, frosted);
    float veil = clamp(cloud + (1.0 - cloud) * share, 0.001, 1.0);
    vec3 scattered = opusTint * (irradiance + 0.2) * opusExposure;
    vec3 body = opusDisplay(opusTone(mix(opusTint * 0.42, scattered, frosted)));
    vec3 mirrored = opusDisplay(shine / peak);
    gl_FragData[0] = vec4((body * cloud * (1.0 - share) + mirrored * share) / veil, veil);
  } else {
    gl_FragData[0].rgb = opusDisplay(opusTone(color * opusExposure));
  }
  if (opusMode > 1.5) {
    gl_FragData[0] = vec4(N * 0.5 + 0.5, 1.0);
  } else if (opusMode > 0.5) {
    gl_FragData[0] = vec4(opusDisplay(opusTint) * (0.72 + 0.28 * NdV), 1.0);
  }
  if (opusHighlight > 0.0) {
    float rim = 0.30 + 0.55 * pow(1.0 - NdV, 2.0);
    gl_FragData[0].rgb = mix(gl_FragData[0].rgb, opusAccent, opusHighlight * rim);
    gl_FragData[0].a = max(gl_FragData[0].a, 0.35 * opusHighlight);
  }
"""

ACCENT: Final = (0.18, 0.47, 0.98)
"""Display RGB of the part that the user points at."""

LIT, UNLIT, NORMALS = 0.0, 1.0, 2.0
"""Values for `set_mode`."""


def dress(actor: vtkActor, *, glass: bool) -> None:
    """Give an actor with a physically based property the endings above."""
    code = actor.GetShaderProperty()
    code.ClearAllFragmentShaderReplacements()
    code.AddFragmentShaderReplacement("//VTK::Light::Dec", True, _DECLARATIONS, False)
    code.AddFragmentShaderReplacement(_F0_OF_VTK, False, _F0, False)
    code.AddFragmentShaderReplacement(_END_OF_VTK, False, _END, False)
    uniforms = code.GetFragmentCustomUniforms()
    uniforms.SetUniformf("opusGlass", float(glass))
    uniforms.SetUniformf("opusMode", LIT)
    uniforms.SetUniformf("opusHighlight", 0.0)
    uniforms.SetUniformf("opusExposure", 1.0)
    uniforms.SetUniform3f("opusAccent", ACCENT)


def set_exposure(actor: vtkActor, exposure: float) -> None:
    """Factor on linear light before tone mapping."""
    actor.GetShaderProperty().GetFragmentCustomUniforms().SetUniformf("opusExposure", exposure)


def set_mode(actor: vtkActor, mode: float) -> None:
    """`LIT`, `UNLIT` or `NORMALS`."""
    actor.GetShaderProperty().GetFragmentCustomUniforms().SetUniformf("opusMode", mode)


def set_highlight(actor: vtkActor, strength: float) -> None:
    """How strongly the accent colour lies on the actor, 0..1."""
    actor.GetShaderProperty().GetFragmentCustomUniforms().SetUniformf("opusHighlight", strength)


def set_glass(actor: vtkActor, *, glass: bool) -> None:
    """Whether the actor reflects like glass."""
    actor.GetShaderProperty().GetFragmentCustomUniforms().SetUniformf("opusGlass", float(glass))
