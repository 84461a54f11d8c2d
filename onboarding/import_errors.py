"""The faulty rows of a list as a table: the school's own columns, and what is wrong. Never a forbidden column."""

WRONG, ROW = "Wat klopt er niet", "Rij in je bestand"


def errors_table(school_list, found, rows):
    """(header, lines) of these rows: pairs (row number, sentences).

    A cell that was corrected on screen holds the correction. `school_list` has no forbidden column any more.
    """
    cells = {row.number: row.cells for row in school_list.rows}
    lines = []
    for number, sentences in rows:
        line = list(cells[number])
        for key, text in found.corrections.get(str(number), {}).items():
            if key in found.mapping:
                line[found.mapping[key]] = text
        start = f"Rij {number}: "
        lines.append([*line, " ".join(sentence.removeprefix(start) for sentence in sentences), str(number)])
    return [*school_list.header, WRONG, ROW], lines
