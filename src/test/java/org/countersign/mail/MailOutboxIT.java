package org.countersign.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.countersign.mail.Message.Attachment;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Group;
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
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox through a real mail server, jobs and the REST API. */
@CountersignTest
class MailOutboxIT {

    @Autowired
    Outbox outbox;

    @Autowired
    MailAttempts attempts;

    @Autowired
    ManagementService management;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    TestPeople people;

    @Autowired
    TestDoor door;

    @Autowired
    TestJobs jobs;

    @Autowired
    TestClock clock;

    @Autowired
    Mailbox mailbox;

    private final String document = "MAIL-" + UUID.randomUUID();
    private final String address = document.toLowerCase(java.util.Locale.ROOT) + "@example.net";

    @BeforeEach
    void people() {
        people.add("ma-ops", Group.OPERATIONS);
        people.add("ma-auditor", Group.AUDITOR);
        people.add("ma-buyer", Group.PURCHASING_AGENT);
        people.add("ma-anna");
    }

    @Test
    @DisplayName("R26: a mail is one row, goes out once, and carries everything")
    void aMailGoesOutOnce() throws Exception {
        var id = queue("note/1", address);
        assertThat(queue("note/1", address)).isEqualTo(id);
        assertThat(mailbox.to(address)).isEmpty();

        jobs.runDue(document);

        var mails = mailbox.to(address);
        assertThat(mails).hasSize(1);
        var mail = mails.get(0);
        assertThat(mail.getMessageID()).isEqualTo("<" + id + "@example.org>");
        assertThat(mail.getSubject()).isEqualTo("Grüße € " + document);
        assertThat(mail.getFrom()[0].toString()).contains("purchasing@example.org");
        assertThat(parts(mail)).contains("text/plain: Grüße", "text/html: <p>Grüße</p>", "ordre-ü.txt");
        outbox.deliver(id);
        assertThat(mailbox.to(address)).hasSize(1);
        assertThat(view(id).path("status").asText()).isEqualTo("SENT");
        assertThat(view(id).path("attempts").asInt()).isEqualTo(1);
    }

    @Test
    @DisplayName("R26: a mail is written with the change that caused it, or not at all")
    void aMailIsWrittenWithItsChange() {
        var template = new TransactionTemplate(transactions);
        template.executeWithoutResult(status -> {
            outbox.queue(message("note/rolled-back", address));
            status.setRollbackOnly();
        });

        jobs.runDue(document);

        assertThat(mailbox.to(address)).isEmpty();
        assertThat(list("ma-ops").path("totalElements").asInt()).isZero();
    }

    @Test
    @DisplayName("R26: what a crash leaves in SENDING goes again only by a person, with the same Message-ID")
    void whatACrashLeavesIsUncertain() throws Exception {
        var id = queue("note/2", address);
        assertThat(attempts.begin(id, mail -> Optional.empty(), mail -> {}))
                .isEqualTo(MailAttempts.Begin.SEND); // and here the server dies

        assertThatThrownBy(() -> jobs.runDue(document)).hasMessageContaining("uncertain");
        assertThat(mailbox.to(address)).isEmpty();
        assertThat(resend("ma-ops", id).status()).isEqualTo(409);

        clock.advance(Duration.ofMinutes(6));
        assertThat(view(id).path("uncertain").asBoolean()).isTrue();
        assertThatThrownBy(() -> jobs.runDue(document)).hasMessageContaining("uncertain");
        assertThat(resend("ma-auditor", id).status()).isEqualTo(403);
        assertThat(resend("ma-ops", id).expect(200).json().path("status").asText())
                .isEqualTo("PENDING");
        assertThat(resend("ma-ops", id).status()).isEqualTo(409);

        jobs.runDue(document);

        assertThat(mailbox.to(address)).hasSize(1);
        assertThat(mailbox.to(address).get(0).getMessageID()).isEqualTo("<" + id + "@example.org>");
        assertThat(view(id).path("status").asText()).isEqualTo("SENT");
        assertThat(door.as("ma-auditor").get("/api/v1/audit/" + document).text())
                .contains("mail.resent", "UNCERTAIN", "ma-ops");
    }

    @Test
    @DisplayName("R26: a failure is tried again, is an incident in the end, and is visible to operations")
    void aFailureIsVisible() {
        var id = queue("note/3", "no address at all");

        for (var i = 0; i < 5; i++) {
            assertThatThrownBy(() -> jobs.runDue(document)).isInstanceOf(MailNotSent.class);
            clock.advance(Duration.ofMinutes(5));
        }

        assertThat(jobs.runDue(document)).isZero();
        assertThat(view(id).path("status").asText()).isEqualTo("FAILED");
        assertThat(view(id).path("attempts").asInt()).isEqualTo(5);
        assertThat(view(id).path("lastError").asText()).contains("cannot be written");
        assertThat(management.createJobQuery().noRetriesLeft().list())
                .anySatisfy(job -> assertThat(job.getExceptionMessage()).contains(id.value()));
        assertThat(door.as("ma-ops")
                        .get("/api/v1/mails?status=FAILED&document=" + document)
                        .json()
                        .path("totalElements")
                        .asInt())
                .isOne();

        resend("ma-ops", id).expect(200);
        assertThatThrownBy(() -> jobs.runDue(document)).isInstanceOf(MailNotSent.class);
        assertThat(view(id).path("attempts").asInt()).isEqualTo(6);
    }

    @Test
    void mailsAreSeenByThoseWhoMay() {
        queue("note/4", address);
        queue("order/" + document + "/1", address);

        assertThat(list("ma-auditor").path("totalElements").asInt()).isEqualTo(2);
        assertThat(list("ma-buyer").path("totalElements").asInt()).isEqualTo(1);
        assertThat(list("ma-buyer").path("content").get(0).has("text")).isFalse();
        assertThat(door.as("ma-anna").get("/api/v1/mails").status()).isEqualTo(403);
    }

    private MailId queue(String key, String to) {
        return new TransactionTemplate(transactions).execute(status -> outbox.queue(message(key, to)));
    }

    private Message message(String key, String to) {
        return new Message(
                key + "/" + document,
                new DocumentNumber(document),
                List.of(to),
                "Grüße € " + document,
                "Grüße",
                "<p>Grüße</p>",
                List.of(new Attachment("ordre-ü.txt", "text/plain", "Ä".getBytes(StandardCharsets.UTF_8))));
    }

    private TestDoor.Answer resend(String user, MailId id) {
        return door.as(user).post("/api/v1/mails/" + id + "/resend", null);
    }

    private com.fasterxml.jackson.databind.JsonNode view(MailId id) {
        return door.as("ma-ops").get("/api/v1/mails/" + id).expect(200).json();
    }

    private com.fasterxml.jackson.databind.JsonNode list(String user) {
        return door.as(user)
                .get("/api/v1/mails?document=" + document)
                .expect(200)
                .json();
    }

    private static String parts(Part part) throws Exception {
        if (part.getContent() instanceof Multipart parts) {
            var all = new StringBuilder();
            for (var i = 0; i < parts.getCount(); i++) {
                all.append(parts(parts.getBodyPart(i)));
            }
            return all.toString();
        }
        var type = part.getContentType().split(";")[0];
        var name = part.getFileName() == null ? "" : jakarta.mail.internet.MimeUtility.decodeText(part.getFileName());
        return type + ": " + part.getContent() + " " + name + "\n";
    }
}
