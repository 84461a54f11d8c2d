"""Reads from the source which kinds of AuditEvent the code records; what it cannot know becomes a `*`."""

import ast
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("profiles", "toolbox", "onboarding")
ANYTHING = "*"
DEEPEST = 5  # a value that comes through more functions than this is not followed


def recorded_kinds(sources=None):
    """{kind: where it is recorded} over `sources` ({name: text}; all our packages when left out)."""
    sources = _our_sources() if sources is None else sources
    trees = {name: ast.parse(text) for name, text in sources.items()}
    functions = {name: list(_functions(tree)) for name, tree in trees.items()}
    found = {}
    for name, tree in trees.items():
        for call in _calls(tree):
            if _records(call) and call.args:
                where = _around(functions[name], call)
                for kind in _values(call.args[0], name, where, trees, functions, DEEPEST):
                    found.setdefault(kind, f"{name}:{call.lineno}")
    return found


def _our_sources():
    paths = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    kept = [path for path in paths if "migrations" not in path.parts and path.name != "audit.py"]
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in kept}


def _records(call):
    named = call.func
    return (
        isinstance(named, ast.Attribute)
        and named.attr in ("record", "line")
        and isinstance(named.value, ast.Name)
        and named.value.id == "AuditEvent"
    )


def _calls(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def _functions(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def _around(functions, node):
    inside = [one for one in functions if one.lineno <= node.lineno <= one.end_lineno]
    return max(inside, key=lambda one: one.lineno, default=None)


def _values(node, name, where, trees, functions, depth):
    """The texts that an expression can be."""
    more = (name, where, trees, functions, depth)
    match node:
        case ast.Constant(value=str() as text):
            return {text}
        case ast.IfExp(body=body, orelse=other):
            return _values(body, *more) | _values(other, *more)
        case ast.JoinedStr(values=parts):
            return {"".join(pieces) for pieces in product(*(_values(part, *more) for part in parts))}
        case ast.FormattedValue(value=value):
            return _values(value, *more)
        case ast.Name(id=known) if depth:
            return _named(known, *more)
    return {ANYTHING}


def _named(known, name, where, trees, functions, depth):
    assigned = [*_assigned(where.body if where else [], known), *_assigned(trees[name].body, known)]
    if assigned:
        found = (_values(value, name, where, trees, functions, depth - 1) for value in assigned)
        return set().union(*found)
    parameters = [one.arg for one in (*where.args.args, *where.args.kwonlyargs)] if where else []
    if known not in parameters:
        return {ANYTHING}
    place = parameters.index(known)
    given = set()
    for other, tree in trees.items():
        if other != name and where.name.startswith("_"):
            continue
        for call in _calls(tree):
            if _called(call) == where.name:
                value = _argument(call, known, place)
                around = _around(functions[other], call)
                given |= _values(value, other, around, trees, functions, depth - 1) if value else {ANYTHING}
    return given or {ANYTHING}


def _assigned(body, known):
    for statement in body:
        for node in ast.walk(statement) if not isinstance(statement, ast.FunctionDef | ast.ClassDef) else ():
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    if isinstance(target, ast.Name) and target.id == known:
                        yield node.value
                    elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                        pairs = zip(target.elts, node.value.elts, strict=False)
                        yield from (value for one, value in pairs if isinstance(one, ast.Name) and one.id == known)


def _called(call):
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", None)


def _argument(call, known, place):
    named = next((one.value for one in call.keywords if one.arg == known), None)
    return named or (call.args[place] if place < len(call.args) else None)
