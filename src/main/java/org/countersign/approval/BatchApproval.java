package org.countersign.approval;

import static org.countersign.shared.RuleViolation.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.countersign.approval.ApprovalDoor.About;
import org.countersign.shared.Actor;
import org.countersign.shared.NotFound;
import org.countersign.shared.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Approves several documents at once: each in a transaction of its own, each through the checks of a single answer (R04,
 * R05, R27). What is refused keeps nothing else from being approved.
 */
@Service
public class BatchApproval {

    /** So many at once, at most. */
    public static final int MOST = 100;

    private static final Logger LOG = LoggerFactory.getLogger(BatchApproval.class);

    private final ApprovalDoor door;

    BatchApproval(ApprovalDoor door) {
        this.door = door;
    }

    /**
     * Approves what these tasks ask.
     *
     * @param comment goes with each of them; may be missing
     * @return what became of each, in the order given, each task once
     * @throws RuleViolation when there are none or too many, or the comment is too long; nothing is answered then
     */
    public List<Answered> approve(List<String> tasks, @Nullable String comment, Actor actor) {
        var once = new LinkedHashSet<>(tasks);
        check(!once.isEmpty() && once.size() <= MOST, AnswerRule.BATCH_SIZE, MOST);
        var said = ApprovalDoor.checked(comment);
        var answers = new ArrayList<Answered>();
        once.forEach(task -> answers.add(approve(task, said, actor)));
        return answers;
    }

    private Answered approve(String task, @Nullable String comment, Actor actor) {
        try {
            var about = door.approveWithOthers(task, comment, actor);
            return new Answered(task, about.document(), about.title(), Answered.Result.APPROVED, null);
        } catch (NotFound unknown) {
            return Answered.refused(task, null, null, new RuleViolation(AnswerRule.NOT_ASKED_ANY_MORE));
        } catch (RuleViolation refusal) {
            return refused(task, actor, refusal);
        } catch (RuntimeException e) {
            // What was approved before is committed: the person has to learn of it, whatever happened to this one.
            LOG.warn("Task {} could not be answered together with others", task, e);
            return refused(task, actor, new RuleViolation(AnswerRule.NOT_TAKEN));
        }
    }

    private Answered refused(String task, Actor actor, RuleViolation refusal) {
        var about = door.about(task, actor);
        return Answered.refused(
                task,
                about.map(About::document).orElse(null),
                about.map(About::title).orElse(null),
                refusal);
    }
}
