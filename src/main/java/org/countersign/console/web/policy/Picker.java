package org.countersign.console.web.policy;

import java.util.List;

/**
 * How a cell is chosen.
 *
 * @param name with which the names of its fields begin
 * @param column id of the column
 * @param asks whether it is a condition
 * @param kind of the column's values: {@code text}, {@code number}, {@code day} or {@code truth}
 * @param modes the ways of saying, each with what it needs
 * @param form what is chosen
 * @param options what can be chosen from
 * @param others whether something else can be written, too
 * @param focus whether people came to change this cell
 */
record Picker(
        String name,
        String column,
        String label,
        boolean asks,
        String kind,
        List<String> modes,
        CellForm form,
        List<Option> options,
        boolean others,
        boolean focus) {

    /** A value, and whether it is chosen. */
    record Option(String value, String label, boolean chosen) {}
}
