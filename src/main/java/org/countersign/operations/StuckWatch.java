package org.countersign.operations;

import java.util.List;
import java.util.Optional;
import org.countersign.shared.DocumentNumber;

/** Finds what is stuck in one way, and puts it right. Asked without anybody's rights: those are checked before. */
public interface StuckWatch {

    /** In what way. */
    Condition condition();

    /** How many are stuck so. */
    long count();

    /** Those that have been stuck longest. @param most how many at the most */
    List<Stuck> oldest(int most);

    /** What is stuck so of a document. @param most how many at the most */
    List<Stuck> of(DocumentNumber document, int most);

    /** What is stuck so, if it still is. */
    Optional<Stuck> find(String subject);

    /**
     * Does something about it, in the caller's transaction.
     *
     * @throws org.countersign.shared.RuleViolation where it cannot be done
     */
    void apply(Stuck stuck, Treatment treatment);
}
