package org.countersign.workflow.approval;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.countersign.notification.DigestWatch;
import org.countersign.support.CountersignTest;
import org.countersign.support.Mailbox;
import org.countersign.support.TestClock;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reminders as their readers want them: each at once, together once a day, or none; escalations always. */
@CountersignTest
class ReminderDigestTests {

    private static final List<String> ALL = List.of("APPROVALS", "REMINDERS", "REQUESTS", "WORK");

    @Autowired
    private TestDoor door;

    @Autowired
    private TestPeople people;

    @Autowired
    private TestJobs jobs;

    @Autowired
    private TestClock clock;

    @Autowired
    private Mailbox mailbox;

    @Autowired
    private DigestWatch digests;

    @Autowired
    private JdbcTemplate jdbc;

    private AnswerDesk desk;

    @BeforeEach
    void organisation() {
        jdbc.update("delete from digest_entries");
        jdbc.update("delete from mails where document like 'person:dig-%'");
        desk = new AnswerDesk("dig", door, jobs, people);
    }

    @Test
    @DisplayName("R07: who wants it gets the reminders of a day in one mail, in the morning, without what is answered")
    void remindersComeTogether() throws Exception {
        wants("boss", "en", ALL, true);
        var one = desk.submitted("First of two", "240.00", Map.of());
        var two = desk.submitted("Second of two", "1240.00", Map.of());
        var done = desk.submitted("Answered meanwhile", "250.00", Map.of());
        mailbox.clear();
        clock.advance(Duration.ofDays(3));
        run(one, two, done);
        assertThat(subjects("boss")).isEmpty();
        desk.complete("boss", desk.task("boss", done), "approve").expect(204);
        write("boss");
        assertThat(subjects("boss")).as("the hour of this day had passed").isEmpty();

        clock.set(Instant.parse("2026-03-06T06:55:00Z"));
        write("boss");
        assertThat(subjects("boss")).isEmpty();
        clock.set(Instant.parse("2026-03-06T07:00:00Z"));
        write("boss");
        write("boss");

        assertThat(subjects("boss")).containsExactly("2 approvals wait for your decision");
        var mail = Mailbox.textOf(mailbox.to("dig-boss@example.org").get(0));
        assertThat(mail)
                .contains(one, two, "First of two", "1,240.00 EUR", "dig-anna Example", "/approvals", "<html")
                .contains("you want your reminders together")
                .doesNotContain(done, "??", "null", "{0}");
        keep("approval-digest-en.html", mail);
        assertThat(desk.audit(one)).contains("approval.reminded");
    }

    @Test
    @DisplayName("The mail of the day speaks German, and none is written where everything is answered")
    void theMailSpeaksGerman() throws Exception {
        wants("boss", "de", ALL, true);
        var number = desk.submitted("Stühle", "240.00", Map.of());
        clock.advance(Duration.ofDays(3));
        run(number);
        mailbox.clear();
        clock.set(Instant.parse("2026-03-06T07:00:00Z"));
        write("boss");
        assertThat(subjects("boss")).containsExactly("1 Freigabe wartet auf Ihre Entscheidung");
        var mail = Mailbox.textOf(mailbox.to("dig-boss@example.org").get(0));
        assertThat(mail).contains("bitte entscheiden bis", "angefordert von", "Ansehen, was auf Sie wartet");
        keep("approval-digest-de.html", mail);

        clock.set(Instant.parse("2026-03-08T09:00:00Z"));
        run(number);
        desk.complete("boss", desk.task("boss", number), "approve").expect(204);
        mailbox.clear();
        clock.set(Instant.parse("2026-03-09T07:00:00Z"));
        write("boss");
        assertThat(subjects("boss")).isEmpty();
        assertThat(jdbc.queryForObject("select count(*) from digest_entries where person = 'dig-boss'", Long.class))
                .isZero();
    }

    @Test
    @DisplayName("R07: an escalation reaches everybody at once, whatever mails they want")
    void escalationsAreNeverSwallowed() {
        wants("boss", "en", List.of("REMINDERS"), true);
        wants("head", "en", List.of(), true);
        var number = desk.submitted("Escalated", "240.00", Map.of());
        assertThat(subjects("boss")).as("not wanted").isEmpty();
        clock.advance(Duration.ofDays(7));
        run(number);

        assertThat(subjects("head")).singleElement().asString().contains("escalated to you");
        assertThat(subjects("boss")).anySatisfy(subject -> assertThat(subject).contains("escalated"));
        assertThat(desk.audit(number)).contains("mail.not-written", "not wanted by the person");
    }

    @Test
    @DisplayName("Who wants no reminders gets none, and who wants no mails about their requests neither")
    void unwantedMailsAreNotWritten() {
        wants("boss", "en", List.of("APPROVALS"), false);
        wants("anna", "en", List.of("APPROVALS"), false);
        var number = desk.submitted("Unwanted", "240.00", Map.of("supplier", "S-dig"));
        assertThat(subjects("boss")).hasSize(1);
        clock.advance(Duration.ofDays(3));
        run(number);
        assertThat(subjects("boss")).hasSize(1);
        desk.complete("boss", desk.task("boss", number), "reject").expect(204);
        run(number);
        assertThat(desk.status(number)).isEqualTo("REJECTED");
        assertThat(subjects("anna")).isEmpty();
    }

    @Test
    @DisplayName("Without a choice everybody is reminded of each one when it is due")
    void asShippedEachReminderComesAtOnce() {
        var number = desk.submitted("At once", "240.00", Map.of());
        clock.advance(Duration.ofDays(3));
        run(number);
        assertThat(subjects("boss")).anySatisfy(subject -> assertThat(subject).contains("still waiting"));
    }

    private void wants(String who, String language, List<String> mails, boolean digest) {
        desk.as(who)
                .put("/api/v1/settings", Map.of("language", language, "mails", mails, "digest", digest))
                .expect(200);
    }

    private void write(String who) {
        digests.write();
        jobs.runDue("person:" + desk.name(who));
    }

    private void run(String... numbers) {
        Stream.of(numbers).forEach(jobs::runDue);
    }

    private List<String> subjects(String who) {
        return mailbox.to(desk.name(who) + "@example.org").stream()
                .map(ReminderDigestTests::subject)
                .toList();
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keep(String name, String mail) throws IOException {
        var written = Path.of("target/mails");
        Files.createDirectories(written);
        Files.writeString(written.resolve(name), mail.substring(mail.indexOf("<!DOCTYPE")));
        Files.writeString(written.resolve(name.replace(".html", ".txt")), mail.substring(0, mail.indexOf("<!DOCTYPE")));
    }
}
