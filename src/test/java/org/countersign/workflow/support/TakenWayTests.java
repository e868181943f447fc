package org.countersign.workflow.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.countersign.workflow.support.TakenWay.Flow;
import org.countersign.workflow.support.TakenWay.Visit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TakenWayTests {

    private static Visit done(String node, long began, long ended) {
        return new Visit(node, began, ended, true);
    }

    @Test
    @DisplayName(
            "Of a decision's flows only the one that was taken counts, though both targets were reached in the end")
    void onlyTheTakenFlowOfADecisionCounts() {
        var way = new TakenWay(
                List.of(
                        new Flow("asked", "decide", "ask"),
                        new Flow("passed", "decide", "finish"),
                        new Flow("answered", "ask", "finish")),
                Set.of());

        assertThat(way.of(List.of(done("decide", 1, 1), done("ask", 1, 5), done("finish", 5, 5))))
                .containsExactly("asked", "answered");
    }

    @Test
    @DisplayName("A loop takes the way back, and the way on at last")
    void aLoopTakesTheWayBack() {
        var way = new TakenWay(
                List.of(
                        new Flow("again", "check", "work"),
                        new Flow("on", "check", "end"),
                        new Flow("in", "work", "check")),
                Set.of());

        assertThat(way.of(List.of(
                        done("work", 1, 2),
                        done("check", 2, 2),
                        done("work", 3, 4),
                        done("check", 4, 4),
                        done("end", 4, 4))))
                .containsExactlyInAnyOrder("in", "again", "on");
    }

    @Test
    @DisplayName("What was interrupted leaves by the event that interrupted it")
    void whatWasInterruptedLeavesByItsEvent() {
        var way = new TakenWay(
                List.of(new Flow("booked", "receive", "join"), new Flow("told", "message", "join")), Set.of());

        assertThat(way.of(List.of(new Visit("receive", 1, 5L, false), done("message", 5, 5), done("join", 5, 5))))
                .containsExactly("told");
    }

    @Test
    @DisplayName("A join is reached by every flow into it, what waits for its job by the last")
    void aJoinIsReachedByEveryFlow() {
        var way = new TakenWay(
                List.of(
                        new Flow("left", "a", "join"),
                        new Flow("right", "b", "join"),
                        new Flow("never", "c", "join"),
                        new Flow("on", "join", "job")),
                Set.of("join"));

        assertThat(way.of(List.of(
                        done("a", 1, 2),
                        done("b", 1, 3),
                        done("join", 2, 3),
                        done("join", 3, 3),
                        new Visit("job", Long.MAX_VALUE, null, false))))
                .containsExactlyInAnyOrder("left", "right", "on");
    }

    @Test
    @DisplayName("What happened in the same millisecond is told apart by its place in the history")
    void theSameMillisecondIsToldApart() {
        var way = new TakenWay(
                List.of(
                        new Flow("begin", "split", "join"),
                        new Flow("wait", "join", "task"),
                        new Flow("back", "message", "join")),
                Set.of());

        assertThat(way.of(List.of(
                        done("split", 1, 1),
                        done("join", 1, 1),
                        new Visit("task", 1, 1L, false),
                        done("message", 1, 1),
                        done("join", 1, 1),
                        new Visit("task", 1, null, false))))
                .containsExactlyInAnyOrder("begin", "wait", "back");
    }
}
