package org.countersign.notification;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.countersign.approval.ApprovalTimes;
import org.countersign.people.Organization;
import org.countersign.shared.UserId;
import org.countersign.support.Companies;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReminderDaysTests {

    private static final UserId BOSS = new UserId("boss");
    private static final Instant EPIPHANY = Instant.parse("2027-01-06T09:00:00Z");

    private final DigestEntries entries = mock(DigestEntries.class);
    private final ApprovalTimes approvals = mock(ApprovalTimes.class);
    private final Organization organization = mock(Organization.class);

    @Test
    @DisplayName(
            "R07: on a person's holiday the mail of the day leaves out what counts business days, asks about it once, and"
                    + " keeps it for the next one")
    void holidaysWait() {
        var counted = new DigestEntry(BOSS, "REQ-1/1/1", EPIPHANY.minusSeconds(86_400));
        var other = new DigestEntry(BOSS, "REQ-2/1/1", EPIPHANY.minusSeconds(86_400));
        when(entries.of("boss")).thenReturn(List.of(counted, other));
        when(organization.person(BOSS)).thenReturn(Optional.empty());
        when(approvals.isReminderDay("REQ-1/1/1", BOSS)).thenReturn(false);
        when(approvals.isReminderDay("REQ-2/1/1", BOSS)).thenReturn(true);
        when(approvals.stillAsked(any(), any())).thenReturn(Optional.empty());

        digest(EPIPHANY).write(BOSS);

        verify(approvals, never()).stillAsked("REQ-1/1/1", BOSS);
        verify(entries).deleteAll(List.of(other));
        when(entries.of("boss")).thenReturn(List.of(counted));

        digest(EPIPHANY).write(BOSS);

        verify(approvals, times(1)).isReminderDay("REQ-1/1/1", BOSS);
        when(approvals.isReminderDay("REQ-1/1/1", BOSS)).thenReturn(true);

        digest(EPIPHANY.plus(Duration.ofDays(1))).write(BOSS);

        verify(approvals).stillAsked("REQ-1/1/1", BOSS);
        verify(entries).deleteAll(List.of(counted));
    }

    private ReminderDigest digest(Instant now) {
        var settings =
                new NotificationSettings("http://localhost", new NotificationSettings.Digest(LocalTime.of(7, 0)));
        return new ReminderDigest(
                entries,
                approvals,
                organization,
                mock(StaffMails.class),
                settings,
                Companies.in(ZoneOffset.UTC),
                Clock.fixed(now, ZoneOffset.UTC));
    }
}
