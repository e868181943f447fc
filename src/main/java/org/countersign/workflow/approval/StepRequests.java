package org.countersign.workflow.approval;

import static org.countersign.shared.RuleViolation.check;

import java.util.Map;
import java.util.Objects;
import org.countersign.approval.ApprovalDelegation;
import org.countersign.approval.ApprovalQuestions;
import org.countersign.approval.DelegationMode;
import org.countersign.approval.TaskTaking;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.countersign.workflow.support.CurrentActor;
import org.countersign.workflow.support.TaskRule;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What somebody sends from the form of an approval that is no answer: they hand the task to somebody, ask for advice, give
 * it, or ask the requester. The task stays open, so none of it reaches the engine, for which sending a form is an answer.
 */
@Component
public class StepRequests {

    private static final String ASIDE = "aside";

    private final ApprovalDelegation delegation;
    private final ApprovalQuestions questions;
    private final TaskTaking taking;
    private final CurrentActor actor;

    StepRequests(ApprovalDelegation delegation, ApprovalQuestions questions, TaskTaking taking, CurrentActor actor) {
        this.delegation = delegation;
        this.questions = questions;
        this.taking = taking;
        this.actor = actor;
    }

    /**
     * Does what was sent, if it is no answer.
     *
     * @param sent values of the form by their names
     * @return whether it was none, and is done
     * @throws RuleViolation when it is refused; everything stays as it is
     */
    public boolean handled(String task, Map<String, @Nullable Object> sent) {
        var advice = text(sent, "advice");
        if (advice != null) {
            advice(task, advice, text(sent, "comment"));
            return true;
        }
        if (!ASIDE.equals(text(sent, "decision"))) {
            return false;
        }
        var comment = text(sent, "comment");
        var to = text(sent, "to");
        var wanted = Objects.requireNonNullElse(text(sent, ASIDE), "");
        switch (wanted) {
            case "decide" -> delegation.delegate(task, to, DelegationMode.DECIDE, comment, actor.get());
            case "advise" -> delegation.delegate(task, to, DelegationMode.ADVISE, comment, actor.get());
            case "ask" -> questions.ask(task, comment, actor.get());
            default -> check(false, TaskRule.DECISION_NEEDED, wanted, "decide, advise, ask");
        }
        return true;
    }

    /**
     * Somebody wants to take a task, for themselves or for the person named, or to give it back.
     *
     * @throws RuleViolation where an answer of theirs would be refused (R04, R05)
     */
    public void taken(String task, @Nullable String named) {
        taking.check(task, named == null || named.isBlank() ? null : new UserId(named), actor.get());
    }

    private void advice(String task, String wanted, @Nullable String comment) {
        switch (wanted) {
            case "give" -> delegation.advise(task, comment, actor.get());
            case "takeBack" -> delegation.takeBack(task, actor.get());
            default -> check(false, TaskRule.DECISION_NEEDED, wanted, "give, takeBack");
        }
    }

    private static @Nullable String text(Map<String, @Nullable Object> sent, String name) {
        return sent.get(name) instanceof String text && !text.isBlank() ? text.strip() : null;
    }
}
