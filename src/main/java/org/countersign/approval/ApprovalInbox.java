package org.countersign.approval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Money;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What waits for a person's approval: their own tasks and those offered to them, and nobody else's. */
@Service
@Transactional(readOnly = true)
public class ApprovalInbox {

    private final AnswerTasks tasks;
    private final WaitingSteps steps;
    private final AnswerSettings settings;
    private final ObjectMapper json;

    ApprovalInbox(AnswerTasks tasks, WaitingSteps steps, AnswerSettings settings, ObjectMapper json) {
        this.tasks = tasks;
        this.steps = steps;
        this.settings = settings;
        this.json = json;
    }

    /**
     * What waits for the actor.
     *
     * @param text found in number or title; null for all
     * @param requesters people whose requests match the text as well
     */
    public Page<WaitingApproval> waitingFor(
            Actor actor, @Nullable String text, Collection<UserId> requesters, Pageable page) {
        var found = tasks.stepsFor(
                new WaitingSearch(
                        actor.user(),
                        askedAgain(actor.user()),
                        pattern(text),
                        requesters.stream().map(UserId::value).collect(Collectors.toSet())),
                page);
        var shown = found.isEmpty()
                ? Map.<String, WaitingStep>of()
                : steps.of(found.getContent()).stream().collect(Collectors.toMap(WaitingStep::step, step -> step));
        var next = found.isEmpty() ? Map.<String, List<List<UserId>>>of() : askedAfter(found.getContent());
        return found.map(step -> approval(Objects.requireNonNull(shown.get(step)), next.getOrDefault(step, List.of())));
    }

    private Map<String, List<List<UserId>>> askedAfter(List<String> asked) {
        var levels = new HashMap<String, TreeMap<Integer, Set<UserId>>>();
        steps.askedAfter(asked)
                .forEach(row -> levels.computeIfAbsent((String) row[0], step -> new TreeMap<>())
                        .computeIfAbsent((Integer) row[1], level -> new LinkedHashSet<>())
                        .add(new UserId((String) row[2])));
        var next = new HashMap<String, List<List<UserId>>>();
        levels.forEach((step, later) ->
                next.put(step, later.values().stream().map(List::copyOf).toList()));
        return next;
    }

    private Set<String> askedAgain(UserId user) {
        return steps.answeredInPart(user.value()).stream()
                .flatMap(cycle -> cycle.openSteps().stream())
                .filter(step -> !step.hasAnswered(user))
                .map(ApprovalStep::id)
                .collect(Collectors.toSet());
    }

    /** What can be approved together with others. */
    public AnswerSettings.Batch batch() {
        return settings.batch();
    }

    private static String pattern(@Nullable String text) {
        return text == null || text.isBlank()
                ? ""
                : "%" + text.strip().toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
    }

    private WaitingApproval approval(WaitingStep step, List<List<UserId>> next) {
        return new WaitingApproval(
                step.task(),
                new DocumentNumber(step.document()),
                step.kind(),
                step.title(),
                new UserId(step.requester()),
                suppliersIn(step.facts()),
                Money.of(step.total().toPlainString(), step.currency()),
                step.baseAmount(),
                step.rate(),
                step.level(),
                PolicyReason.of(step.rules(), step.reason()),
                step.rules(),
                step.policyVersion(),
                step.openedAt(),
                step.decideBy(),
                step.onBehalfOf() == null ? null : new UserId(step.onBehalfOf()),
                settings.batch().allows(step.kind(), step.baseAmount()),
                next);
    }

    /** The policy was asked once for each supplier, and what it was told is kept. */
    private List<String> suppliersIn(String facts) {
        var found = new TreeSet<String>();
        try {
            for (JsonNode portion : json.readTree(facts)) {
                var supplier = portion.path("supplier").asText("");
                if (!supplier.isEmpty()) {
                    found.add(supplier);
                }
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What the policy was told cannot be read", e);
        }
        return List.copyOf(found);
    }
}
