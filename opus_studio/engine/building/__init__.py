"""The kernel of buildings: footprints, walls, roofs, floors and what is fixed to them.

Structures stand on it, and so do the components that carry a roof of their own (porches, dormers).
May import the geometry kernel and the scene; knows no model and no request.

Nothing here assumes a rectangle: every part stands over any simple polygon. Plans are `(n, 2)`
arrays (x, p) with p = -z, counter-clockwise seen from above, so that the outdoors is on the right
of every edge; `footprint.world` turns a plan point and a height into a place in the scene.

Which tool for what
    A plan, its edges and corners               `footprint`
    The straight skeleton of a plan             `skeleton`
    The planes of a roof                        `roof_forms`
    Roof deck, soffit, fascia                   `roof`
    Tiles, slates, boards laid by course        `courses`
    Ridge and hip tiles, standing seams         `ridges`
    Walls with openings                         `walls`
    Plinth, bands, quoins, corner boards        `wall_trim`
    Floors                                      `floors`
    Where openings go                           `placement`
    Shafts of masonry                           `chimney`
    Lead around what leaves a roof              `flashing`
    Gutters, steps, porches                     `gutters`, `steps`, `porch`
"""
