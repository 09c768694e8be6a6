"""A figure of the page shown at its beginning as well: `:::{glance} FIGURE`, its text the caption.

The picture is the output of a cell further down, so that it stays what that cell computed; it has
no number of its own, and the caption says where it stands.
"""

from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective


class glance(nodes.container):
    """A figure ahead of its place; `of` is the name of that figure."""


class Glance(SphinxDirective):
    """The frame and its caption; the picture follows when all cells are read."""

    required_arguments = 1
    has_content = True

    def run(self):
        frame = glance(of=self.arguments[0])
        frame += nodes.raw("", '<figure class="dlf-glance align-default">', format="html")
        caption = nodes.container(classes=["dlf-glance-caption"])
        self.state.nested_parse(self.content, self.content_offset, caption)
        frame += [nodes.raw("", "<figcaption>", format="html"), caption]
        frame += nodes.raw("", "</figcaption></figure>", format="html")
        return [frame]


class ShowFigures(SphinxPostTransform):
    """Put the picture in, when the format of each output has been chosen.

    Raises:
        ExtensionError: no figure of the page has that name.
    """

    default_priority = 6

    def run(self):
        for frame in list(self.document.findall(glance)):
            named = (f for f in self.document.findall(nodes.figure) if frame["of"] in f["names"])
            figure = next(named, None)
            if figure is None:
                raise ExtensionError(f"{self.env.docname}: no figure {frame['of']} to show")
            frame.insert(1, figure.next_node(nodes.image).deepcopy())


def _pass(translator, node):
    """Nothing of its own: the children are the figure."""


def setup(app):
    app.add_node(glance, **dict.fromkeys(("html", "latex", "text"), (_pass, _pass)))
    app.add_directive("glance", Glance)
    app.add_post_transform(ShowFigures)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
