package org.countersign.console.web.order;

import java.util.List;
import java.util.stream.Collectors;
import org.countersign.approval.ApprovalEntry;
import org.countersign.purchasing.ChangeOrder;
import org.jspecify.annotations.Nullable;

/**
 * Where the change of an order stands that is in approval, and what its reader may do meanwhile.
 *
 * @param change the change
 * @param waiting whose answers are awaited now
 * @param later who is asked after them, in words; empty where nobody is
 * @param failure why nobody can be asked (R03), in the reader's words; null where somebody is
 * @param mayNote whether the reader asked for the order, or proposed the change
 * @param mayRemind whether the reader can remind somebody now
 */
record ChangeTurn(
        ChangeOrder change,
        List<Waiting> waiting,
        String later,
        @Nullable String failure,
        boolean mayNote,
        boolean mayRemind) {

    /**
     * An answer that is awaited.
     *
     * @param entry the step
     * @param who whose, in words
     */
    record Waiting(ApprovalEntry entry, String who) {}

    /** Everybody whose answer is awaited, in words. */
    String people() {
        return waiting.stream().map(Waiting::who).distinct().collect(Collectors.joining(", "));
    }
}
