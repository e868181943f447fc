package org.countersign.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.countersign.audit.AuditEvent;
import org.countersign.people.Organization;
import org.countersign.policy.PolicyChangeNews.Turn;
import org.countersign.policy.PolicyDocuments.Deployed;
import org.countersign.policy.PolicyDocuments.Document;
import org.countersign.shared.Actor;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Who lets a change of a decision table come into force")
class PolicyChangesTests {

    private static final String KEY = "some-policy";
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Actor ADA = administrator("ada");
    private static final Actor BEN = administrator("ben");

    private final PolicyChangeRows rows = mock(PolicyChangeRows.class);
    private final PolicyDocuments documents = mock(PolicyDocuments.class);
    private final PolicyDeployments deployments = mock(PolicyDeployments.class);
    private final PolicyChangeWorkflow workflow = mock(PolicyChangeWorkflow.class);
    private final PolicyCheck checks = mock(PolicyCheck.class);
    private final LastYear lastYear = mock(LastYear.class);
    private final Organization organization = mock(Organization.class);
    private final List<AuditEvent> audited = new ArrayList<>();
    private final List<Object> told = new ArrayList<>();
    private final PolicyChange change = new PolicyChange(
            "POL-000001",
            new Deployed(KEY, "Some policy", 1, NOW),
            "<new/>",
            PolicyOrigin.PAGE,
            "Because",
            ADA.user(),
            NOW);

    @Test
    @DisplayName(
            "Nobody releases alone as shipped, and only the author where it is allowed; all administrators are told")
    void inAnEmergency() {
        var changes = changes(true);
        assertThat(violation(() -> changes(false).releaseAlone(change.id(), null, false, ADA)))
                .isEqualTo(PolicyChangeRule.ALONE_NOT_ALLOWED);
        assertThat(violation(() -> changes.releaseAlone(change.id(), null, false, BEN)))
                .isEqualTo(PolicyChangeRule.ALONE_ONLY_BY_AUTHOR);
        verify(deployments, never()).deploy(any());

        changes.propose(change.id(), false, ADA);
        changes.releaseAlone(change.id(), "Nobody is there", false, ADA);

        verify(deployments).deploy(change);
        verify(workflow).settled(change);
        assertThat(change.state()).isEqualTo(PolicyChangeState.RELEASED);
        assertThat(change.releasedAlone()).isTrue();
        assertThat(audited).last().satisfies(event -> {
            assertThat(event.event()).isEqualTo("policy-change.released-alone");
            assertThat(event.by()).isEqualTo(ADA.user());
            assertThat(event.after()).containsEntry("version", 2);
        });
        assertThat(told)
                .last()
                .isInstanceOfSatisfying(
                        PolicyChangeNews.class, news -> assertThat(news.turn()).isEqualTo(Turn.RELEASED_ALONE));
        assertThat(violation(() -> changes.releaseAlone(change.id(), null, false, ADA)))
                .isEqualTo(PolicyChangeRule.DECIDED_ALREADY);
    }

    @Test
    @DisplayName("What nobody but its author could release is not proposed")
    void nobodyElseIsThere() {
        var changes = changes(true);
        when(organization.activeMembersOf("administrator")).thenReturn(Set.of(ADA.user()));

        assertThat(violation(() -> changes.propose(change.id(), false, ADA)))
                .isEqualTo(PolicyChangeRule.NOBODY_ELSE_RELEASES);
        assertThat(change.state()).isEqualTo(PolicyChangeState.DRAFT);
    }

    @Test
    @DisplayName("What the engine would refuse, or what changes another table too, is neither proposed nor released")
    void whatTheEngineRefuses() {
        var changes = changes(true);
        when(deployments.refusals(anyString(), anyString(), anyString()))
                .thenReturn(List.of("it changes other-policy"));

        assertThat(violation(() -> changes.propose(change.id(), false, ADA)))
                .isEqualTo(PolicyChangeRule.REFUSED_BY_ENGINE);
        assertThat(violation(() -> changes.releaseAlone(change.id(), null, false, ADA)))
                .isEqualTo(PolicyChangeRule.REFUSED_BY_ENGINE);
    }

    @Test
    @DisplayName("What another server deployed between the check and the deployment is never gone over")
    void anotherDeploymentWasFaster() {
        var changes = changes(true);
        when(deployments.deploy(change)).thenReturn(3);

        assertThat(violation(() -> changes.releaseAlone(change.id(), null, false, ADA)))
                .isEqualTo(PolicyChangeRule.TABLE_CHANGED_MEANWHILE);
    }

    @Test
    @DisplayName("What was released for a later time does not come into force before, whoever moves its timer")
    void notBeforeItsTime() {
        var changes = changes(false);
        changes.propose(change.id(), false, ADA);
        changes.answered(change.id(), true, null, NOW.plusSeconds(1), false, BEN);

        assertThat(violation(() -> changes.releaseDue(change.id()))).isEqualTo(PolicyChangeRule.NOT_BEFORE_ITS_TIME);
        verify(deployments, never()).deploy(any());
        assertThat(change.state()).isEqualTo(PolicyChangeState.SCHEDULED);
    }

    @Test
    @DisplayName(
            "R03: what lost its answer when a change was handed in has to be accepted by its releaser too, however little of"
                    + " the year can be looked at by then")
    void aSlowDatabaseForgetsNothing() {
        var changes = changes(false);
        var seen = new PolicyReach(300, 1, 0, 1, List.of("REQ-1"), null, true);
        when(lastYear.of(any(), any())).thenReturn(Optional.of(seen));
        assertThat(violation(() -> changes.propose(change.id(), false, ADA)))
                .isEqualTo(PolicyChangeRule.LEAVES_UNANSWERED);
        changes.propose(change.id(), true, ADA);
        when(lastYear.of(any(), any())).thenReturn(Optional.of(PolicyReach.NOTHING));

        assertThat(violation(() -> changes.answered(change.id(), true, null, NOW.plusSeconds(1), false, BEN)))
                .isEqualTo(PolicyChangeRule.LEAVES_UNANSWERED);
        assertThat(violation(() -> changes.propose(change.id(), false, ADA))).isEqualTo(PolicyChangeRule.NO_DRAFT);
        changes.answered(change.id(), true, null, NOW.plusSeconds(1), true, BEN);

        assertThat(audited)
                .last()
                .satisfies(event -> assertThat(event.after())
                        .containsEntry("acceptedUnanswered", 1L)
                        .containsEntry("acceptedUnansweredOf", "REQ-1"));
    }

    @Test
    @DisplayName("R04: where policy names another group, its members release, and other administrators do not")
    void anotherGroupReleases() {
        var clara = new Actor(new UserId("clara"), Set.of("finance-board"));
        when(organization.activeMembersOf("finance-board")).thenReturn(Set.of(clara.user()));
        var changes = changes("finance-board", false);
        changes.propose(change.id(), false, ADA);

        assertThat(changes.releasersOf(change)).containsExactly(clara.user());
        assertThat(violation(() -> changes.answered(change.id(), true, null, NOW.plusSeconds(1), false, BEN)))
                .isEqualTo(PolicyChangeRule.ONLY_RELEASERS_DECIDE);
        assertThat(change.state()).isEqualTo(PolicyChangeState.PROPOSED);
        changes.answered(change.id(), true, null, NOW.plusSeconds(1), false, clara);
        assertThat(change.state()).isEqualTo(PolicyChangeState.SCHEDULED);
    }

    private PolicyChanges changes(boolean alone) {
        return changes("administrator", alone);
    }

    private PolicyChanges changes(String releasers, boolean alone) {
        var settings = new PolicySettings(releasers, alone, 2);
        var version = new Document(new Deployed(KEY, "Some policy", 1, NOW), "<old/>");
        when(rows.findById(change.id())).thenReturn(Optional.of(change));
        when(rows.lock(change.id())).thenReturn(Optional.of(change));
        when(rows.saveAndFlush(change)).thenReturn(change);
        when(documents.latest(KEY)).thenReturn(Optional.of(version));
        when(documents.version(KEY, 1)).thenReturn(Optional.of(version));
        when(documents.read("<old/>", KEY)).thenReturn(table("Old"));
        when(documents.read("<new/>", KEY)).thenReturn(table("New"));
        when(checks.check(KEY, "<new/>")).thenReturn(new PolicyReport(List.of()));
        when(deployments.deploy(change)).thenReturn(2);
        when(organization.activeMembersOf("administrator")).thenReturn(Set.of(ADA.user(), BEN.user()));
        var comparison = new PolicyComparison(documents);
        var rights = new PolicyRights(settings, organization);
        var record = new PolicyChangeRecord(documents, comparison, rights, audited::add, told::add);
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return new PolicyChanges(
                rows,
                mock(ListedPolicyChangeRows.class),
                documents,
                deployments,
                workflow,
                comparison,
                checks,
                rights,
                settings,
                new PolicyDrafts(rows, documents, rights, record, clock),
                record,
                lastYear,
                clock);
    }

    private static PolicyTable table(String name) {
        return new PolicyTable(KEY, name, "", HitPolicy.FIRST, null, List.of(), List.of(), List.of());
    }

    private static Actor administrator(String user) {
        return new Actor(new UserId(user), Set.of("administrator"));
    }

    private static Object violation(ThrowingCallable call) {
        var rule = new Object[1];
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(call)
                .satisfies(violation -> rule[0] = violation.rule());
        return rule[0];
    }
}
