package org.countersign.approval;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.countersign.shared.Explanation;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of a document a question is about.
 *
 * @param asked their numbers; empty where the whole document is asked about
 * @param alone those that can be rejected while the rest goes on
 * @param restGoesOn whether a rejection that names no lines rejects these alone; otherwise it ends everything
 * @param rejected what was rejected before
 */
public record LinesAsked(List<Integer> asked, List<Integer> alone, boolean restGoesOn, List<Rejected> rejected) {

    public LinesAsked {
        asked = List.copyOf(asked);
        alone = List.copyOf(alone);
        rejected = List.copyOf(rejected);
    }

    /** Why a line does not go on; empty where it does. */
    public Optional<Rejected> rejection(int line) {
        return rejected.stream().filter(one -> one.line() == line).findFirst();
    }

    /** Whether there is anything to say about single lines of so many. */
    public boolean matter(int lineCount) {
        return !asked.isEmpty() && asked.size() < lineCount || !alone.isEmpty() || !rejected.isEmpty();
    }

    /** Numbers of the lines that were rejected. */
    public Set<Integer> rejectedLines() {
        return rejected.stream().map(Rejected::line).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the reader has to know of a line; empty where there is nothing. */
    public Optional<Explanation> remarkOn(int line, int lineCount) {
        return rejection(line)
                .map(Rejected::words)
                .or(() -> asked.contains(line) && asked.size() < lineCount
                        ? Optional.of(Explanation.of(ApprovalStatement.LINE_IS_YOURS))
                        : Optional.empty());
    }

    /**
     * A line that was rejected.
     *
     * @param line its number
     * @param by who rejected it
     * @param name of who rejected it
     * @param reason the words of the rejection
     */
    public record Rejected(
            int line, UserId by, String name, @Nullable String reason) {

        /** Who rejected it, and why, in words. */
        public Explanation words() {
            return Explanation.of(ApprovalStatement.LINE_REJECTED, name, reason == null ? "–" : reason);
        }
    }
}
