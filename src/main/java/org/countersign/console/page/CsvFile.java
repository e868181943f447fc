package org.countersign.console.page;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/**
 * A list as a file for a spreadsheet: UTF-8 with a byte order mark, the separator and the decimal sign that spreadsheets
 * expect in the reader's language. Rows are read and written part by part and never counted, so that no list is too long for it.
 */
public final class CsvFile {

    private static final int ROWS_AT_ONCE = 500;
    private static final String FORMULA = "=+-@\t\r";

    private CsvFile() {}

    /**
     * Writes everything that a query finds.
     *
     * @param name the file's name without its ending
     * @param head the columns
     * @param sort the order, complete
     * @param query gives one part of it
     * @param row the cells of one row: texts, numbers, dates; null for an empty one
     */
    public static <T> void write(
            HttpServletResponse response,
            Locale language,
            String name,
            List<String> head,
            Sort sort,
            Function<Pageable, ? extends Slice<T>> query,
            Function<T, List<? extends @Nullable Object>> row) {
        var commas = language.getLanguage().equals(Locale.ENGLISH.getLanguage());
        // The first part is read before anything is written: what fails there still gets an error page.
        Slice<T> part = query.apply(PageRequest.of(0, ROWS_AT_ONCE, sort));
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(name + ".csv").build().toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        var format = CSVFormat.EXCEL.builder().setDelimiter(commas ? ',' : ';').get();
        try (var writer = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
                var csv = new CSVPrinter(writer.append('\ufeff'), format)) {
            csv.printRecord(head);
            while (true) {
                for (var one : part) {
                    csv.printRecord(row.apply(one).stream()
                            .map(cell -> cell(cell, commas))
                            .toList());
                }
                if (!part.hasNext()) {
                    return;
                }
                part = query.apply(part.nextPageable());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text that begins like a formula would be run by a spreadsheet; a quote in front makes it a text. */
    static String cell(@Nullable Object value, boolean commas) {
        if (value == null) {
            return "";
        }
        if (value instanceof BigDecimal number) {
            var plain = number.toPlainString();
            return commas ? plain : plain.replace('.', ',');
        }
        var text = value.toString();
        return !(value instanceof Number) && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0
                ? "'" + text
                : text;
    }
}
