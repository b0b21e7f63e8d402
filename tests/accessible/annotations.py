"""Links and fields of a PDF, and how they are tagged (ISO 14289-1, 7.18)."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from tests.accessible.tree import Node, Tree


def check_annotations(pdf: pikepdf.Pdf, tree: Tree) -> Iterator[str]:
    holders = {each.objgen: node for node in tree.nodes for each in node.objects}
    parents = pikepdf.NumberTree(tree.root.ParentTree) if "/ParentTree" in tree.root else {}
    there: set[tuple[int, int]] = set()
    for page in pdf.pages:
        annotations = page.obj.get("/Annots", [])
        if page.obj.get("/Tabs") != "/S" and len(annotations):
            yield "28-008 a page with annotations is not gone through in the order of its structure"
        for annotation in annotations:
            there.add(annotation.objgen)
            node = holders.get(annotation.objgen)
            yield from _annotation(annotation, node)
            key = annotation.get("/StructParent")
            if node is None:
                yield f"28-002 {annotation.Subtype} is in no element"
            elif key is None or int(key) not in parents or parents[int(key)].objgen != node.number:
                yield "14.7.4.4 the parent tree leads from an annotation to another element"
    if holders.keys() - there:
        yield "14.7.4.3 an element holds an annotation that is on no page"


def _annotation(annotation: pikepdf.Object, node: Node | None) -> Iterator[str]:
    kind = str(annotation.Subtype)
    if not int(annotation.get("/F", 0)) & 4:
        yield f"19005-2:6.3.2 {kind} is not printed"
    if kind == "/Link":
        if node and node.role != "Link":
            yield f"28-011 a link is in {node.role}"
        if not str(annotation.get("/Contents", "")).strip():
            yield "28-012 a link has no words"
    elif kind == "/Widget":
        if node and node.role != "Form":
            yield f"28-010 a field is in {node.role}"
        if node and (len(node.objects), node.contents, node.kids) != (1, [], []):
            yield "28-010 a field shares its element"
        if not str(annotation.get("/TU", annotation.get("/Parent", {}).get("/TU", ""))).strip():
            yield "28-005 a field has no tooltip"
    else:
        yield f"28-006 there is an annotation of another kind: {kind}"
