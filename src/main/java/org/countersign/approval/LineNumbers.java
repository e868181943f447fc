package org.countersign.approval;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers of a document's lines, as they are kept, shown and written by people: {@code 1–3, 7}. */
public final class LineNumbers {

    /** No document has so many lines; a number as large as that is a slip of the pen. */
    private static final int HIGHEST = 9_999;

    private static final Pattern RANGE = Pattern.compile("(\\d{1,4})(?:\\s*[-–]\\s*(\\d{1,4}))?");
    private static final Pattern BETWEEN = Pattern.compile("\\s*[,;]\\s*|\\s+");

    private LineNumbers() {}

    /** For people, ascending; three and more in a row are drawn together. */
    public static String shown(Collection<Integer> lines) {
        return joined(lines, "–", ", ");
    }

    static String kept(Collection<Integer> lines) {
        return joined(lines, "-", ",");
    }

    private static String joined(Collection<Integer> lines, String to, String and) {
        var text = new StringBuilder();
        var left = new TreeSet<>(lines);
        while (!left.isEmpty()) {
            var first = left.first();
            var last = first;
            left.remove(first);
            while (left.remove(last + 1)) {
                last++;
            }
            text.append(text.isEmpty() ? "" : and).append(first);
            if (last > first) {
                text.append(last == first + 1 ? and : to).append(last);
            }
        }
        return text.toString();
    }

    /** What was kept; empty where nothing was. */
    static SortedSet<Integer> read(@Nullable String kept) {
        return kept == null || kept.isEmpty() ? new TreeSet<>() : written(kept).orElseThrow();
    }

    /** The numbers that somebody wrote, between commas, semicolons or blanks; empty where it is something else. */
    static Optional<SortedSet<Integer>> written(String text) {
        var lines = new TreeSet<Integer>();
        for (var part : BETWEEN.split(text.strip().replaceAll("\\s*[-–]\\s*", "-"))) {
            var range = RANGE.matcher(part);
            if (!range.matches()) {
                return Optional.empty();
            }
            var first = Integer.parseInt(range.group(1));
            var last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            if (first < 1 || last < first || last > HIGHEST) {
                return Optional.empty();
            }
            for (var line = first; line <= last; line++) {
                lines.add(line);
            }
        }
        return Optional.of(lines);
    }

    /** All of them; none where one of them stands for the whole document. */
    static Set<Integer> together(Collection<? extends Set<Integer>> sets) {
        var all = new TreeSet<Integer>();
        for (var lines : sets) {
            if (lines.isEmpty()) {
                return Set.of();
            }
            all.addAll(lines);
        }
        return all;
    }

    static @Nullable String orNull(Collection<Integer> lines) {
        return lines.isEmpty() ? null : shown(lines);
    }
}
