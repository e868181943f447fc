package org.countersign.approval;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.countersign.shared.UserId;

/**
 * What is on record about a document's approvals.
 *
 * @param entries all steps of all cycles, in the order in which they are asked
 * @param remarks what was said beside the answers, in its order
 */
public record ApprovalRecord(List<ApprovalEntry> entries, List<Remark> remarks) {

    private static final int MOST_NAMES = 5;

    public ApprovalRecord {
        entries = List.copyOf(entries);
        remarks = List.copyOf(remarks);
    }

    /**
     * Who is asked in the present round once a level has agreed: those of each later level together, the next level first.
     * Levels of which nobody is known yet are left out.
     */
    public List<List<UserId>> askedAfter(int level) {
        var round = entries.stream().mapToInt(ApprovalEntry::cycle).max().orElse(0);
        return entries.stream()
                .filter(entry -> entry.cycle() == round && entry.outcome() == null && entry.level() > level)
                .collect(groupingBy(ApprovalEntry::level, TreeMap::new, toList()))
                .values()
                .stream()
                .map(later -> later.stream()
                        .flatMap(entry -> entry.candidates().stream())
                        .distinct()
                        .sorted()
                        .toList())
                .filter(people -> !people.isEmpty())
                .toList();
    }

    /** The same in one line: of each level at most so many that it can be read. */
    public String namesAfter(int level, Function<UserId, String> nameOf) {
        return inOneLine(askedAfter(level), nameOf);
    }

    /** People of several levels, with commas between them and semicolons between the levels. */
    public static String inOneLine(List<List<UserId>> levels, Function<UserId, String> nameOf) {
        return levels.stream()
                .map(people -> people.stream().limit(MOST_NAMES).map(nameOf).collect(joining(", "))
                        + (people.size() > MOST_NAMES ? ", …" : ""))
                .collect(joining("; "));
    }
}
