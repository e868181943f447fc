package org.countersign.shared.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of an imported file.
 *
 * @param kind what was imported
 * @param rows how many rows it has, without the first
 * @param created how many records are new; nothing was done where a row was refused
 * @param updated how many records were replaced
 * @param refused what is wrong, by row
 */
record ImportReport(String kind, int rows, int created, int updated, List<Refused> refused) {

    ImportReport {
        refused = List.copyOf(refused);
        if (!refused.isEmpty()) {
            created = 0;
            updated = 0;
        }
    }

    static ImportReport unreadable(String kind, String why) {
        return new ImportReport(kind, 0, 0, 0, List.of(new Refused(1, null, why)));
    }

    /**
     * Something wrong.
     *
     * @param row as a spreadsheet numbers it: the names of the fields are row 1
     * @param field the faulty column; null where it is the whole row
     * @param message what is wrong and what is expected
     */
    record Refused(int row, @Nullable String field, String message) {

        Refused {
            field = field == null || field.isEmpty() ? null : field;
        }
    }
}
