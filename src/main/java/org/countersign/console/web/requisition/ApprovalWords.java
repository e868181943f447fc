package org.countersign.console.web.requisition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.countersign.approval.ApprovalEntry;
import org.countersign.approval.LineNumbers;
import org.countersign.approval.PolicyReason;
import org.countersign.console.page.Words;
import org.countersign.people.Organization;
import org.countersign.purchasing.ApprovalForecast;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Approvals in words: who is asked, why, and what they said. */
@Component
class ApprovalWords {

    private static final int MOST_NAMES = 5;

    private final Organization organization;

    ApprovalWords(Organization organization) {
        this.organization = organization;
    }

    /**
     * The steps of one level.
     *
     * @param level 0 for approval by rule, else from 1
     */
    record Level(int level, List<Step> steps) {}

    /**
     * One step.
     *
     * @param role whom the policy asks, in words
     * @param people who may answer; empty where nobody is asked
     * @param reason why, in words
     * @param earlier the level at which the same person is asked already, whose answer counts here too; 0 where none is
     */
    record Step(String role, String people, String reason, int earlier) {}

    /**
     * A round of approvals, from a submission to its end.
     *
     * @param number 1 for the first submission
     */
    record Cycle(int number, List<Answer> answers) {}

    /**
     * One step that was frozen, and what became of it.
     *
     * @param entry the step
     * @param role whom the policy asks, in words
     * @param people who may answer
     * @param reason why, in words
     * @param by who answered; null while nobody did
     * @param onBehalfOf for whom
     * @param state {@code APPROVED}, {@code REJECTED}, {@code RETURNED}, {@code AUTOMATIC}, {@code WAITING} or {@code LATER}
     */
    record Answer(
            ApprovalEntry entry,
            String role,
            String people,
            String reason,
            @Nullable String by,
            @Nullable String onBehalfOf,
            String state) {

        /** Numbers of the lines that were rejected alone; empty where none was. */
        public String rejectedLines() {
            return LineNumbers.shown(entry.rejectedLines());
        }
    }

    /** The levels of a forecast, in their order. */
    List<Level> levels(ApprovalForecast forecast, Words say) {
        var names = organization.namesOf(forecast.steps().stream()
                .flatMap(step -> step.people().stream().limit(MOST_NAMES))
                .toList());
        var asked = new TreeMap<UserId, Integer>();
        var levels = new TreeMap<Integer, List<Step>>();
        for (var step : forecast.steps()) {
            var only = step.people().size() == 1 ? step.people().get(0) : null;
            var earlier = only == null ? 0 : asked.getOrDefault(only, 0);
            if (only != null && earlier == 0) {
                asked.put(only, step.level());
            }
            levels.computeIfAbsent(step.level(), level -> new ArrayList<>())
                    .add(new Step(
                            role(step.role(), say),
                            people(step.people(), names, say),
                            say.explained(PolicyReason.of(step.rules(), step.reason())),
                            earlier < step.level() ? earlier : 0));
        }
        return levels.entrySet().stream()
                .map(level -> new Level(level.getKey(), level.getValue()))
                .toList();
    }

    /** Why lines of the last round do not go on while the rest does, by their numbers. */
    Map<Integer, String> rejectedLines(List<Cycle> cycles, Words say) {
        var rejected = new TreeMap<Integer, String>();
        cycles.stream()
                .limit(1)
                .flatMap(cycle -> cycle.answers().stream())
                .forEach(answer -> answer.entry()
                        .rejectedLines()
                        .forEach(line -> rejected.putIfAbsent(
                                line,
                                say.text(
                                        "requisitions.line.rejected",
                                        Objects.requireNonNullElse(answer.by(), ""),
                                        Objects.requireNonNullElse(
                                                answer.entry().comment(), "–")))));
        return rejected;
    }

    /**
     * The rounds of a document, the last one first.
     *
     * @param pending whether the last round still waits for answers
     */
    List<Cycle> cycles(List<ApprovalEntry> entries, boolean pending, Words say) {
        var people = new ArrayList<UserId>();
        entries.forEach(entry -> {
            people.addAll(entry.candidates().stream().limit(MOST_NAMES).toList());
            if (entry.by() != null) {
                people.add(entry.by());
            }
            if (entry.onBehalfOf() != null) {
                people.add(entry.onBehalfOf());
            }
        });
        var names = organization.namesOf(people);
        var last = entries.stream().mapToInt(ApprovalEntry::cycle).max().orElse(0);
        var cycles = new TreeMap<Integer, List<Answer>>((one, two) -> Integer.compare(two, one));
        for (var entry : entries) {
            cycles.computeIfAbsent(entry.cycle(), cycle -> new ArrayList<>())
                    .add(new Answer(
                            entry,
                            role(entry.role(), say),
                            people(entry.candidates(), names, say),
                            say.explained(entry.why()),
                            entry.by() == null ? null : names.get(entry.by()),
                            entry.onBehalfOf() == null ? null : names.get(entry.onBehalfOf()),
                            state(entry, pending && entry.cycle() == last)));
        }
        return cycles.entrySet().stream()
                .map(cycle -> new Cycle(cycle.getKey(), cycle.getValue()))
                .toList();
    }

    private static String state(ApprovalEntry entry, boolean pending) {
        if (entry.outcome() != null) {
            return entry.outcome();
        }
        if (!pending) {
            return "NOT_ASKED";
        }
        return entry.openedAt() == null ? "LATER" : "WAITING";
    }

    private static String people(List<UserId> people, Map<UserId, String> names, Words say) {
        var shown = people.stream()
                .limit(MOST_NAMES)
                .map(person -> names.getOrDefault(person, person.value()))
                .collect(Collectors.joining(", "));
        return people.size() > MOST_NAMES ? say.text("requisitions.andMore", shown, people.size() - MOST_NAMES) : shown;
    }

    private String role(String role, Words say) {
        var colon = role.indexOf(':');
        var kind = colon < 0 ? role : role.substring(0, colon);
        var argument = colon < 0 ? "" : role.substring(colon + 1);
        return switch (kind) {
            case "group" -> say.textOr("group." + argument, argument);
            case "person" -> organization.nameOf(new UserId(argument));
            default -> say.textOr("requisitions.role." + kind, kind);
        };
    }
}
