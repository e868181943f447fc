package org.countersign.invoicing.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.activation.DataHandler;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.camunda.bpm.engine.TaskService;
import org.countersign.console.web.invoice.InvoiceDesk;
import org.countersign.invoicing.HybridPdf;
import org.countersign.invoicing.InvoiceId;
import org.countersign.invoicing.InvoiceMailbox;
import org.countersign.invoicing.InvoiceSettlement;
import org.countersign.invoicing.MailboxSettings;
import org.countersign.invoicing.MailboxSettings.Security;
import org.countersign.shared.Group;
import org.countersign.shared.UserId;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestDoor;
import org.countersign.support.TestJobs;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.context.WebApplicationContext;

@CountersignTest
class MailboxTests {

    private static final String SUPPLIER = "Wachs & Söhne <rechnung@wachs.example.net>";
    private static int runs;

    @Autowired
    InvoiceMailbox mailbox;

    @Autowired
    InvoiceSettlement settlement;

    @Autowired
    TestPeople people;

    @Autowired
    TestDoor door;

    @Autowired
    TestJobs jobs;

    @Autowired
    TaskService tasks;

    @Autowired
    WebApplicationContext server;

    @Autowired
    Clock clock;

    private final GreenMail imap = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    private final String run = "MB" + ++runs;
    private GreenMailUser box;
    private MailboxSettings settings;
    private MailboxWatch watch;

    @BeforeEach
    void start() {
        imap.start();
        box = imap.setUser(run + "@example.org", run, "secret");
        settings = new MailboxSettings(
                "127.0.0.1",
                imap.getImap().getPort(),
                Security.NONE,
                run,
                "secret",
                "INBOX",
                Duration.ofMinutes(1),
                Duration.ofMinutes(30));
        watch = new MailboxWatch(mailbox, settings, clock, () -> false);
        people.add("mb-clerk", Group.ACCOUNTS_PAYABLE);
        people.add("mb-ops", Group.OPERATIONS);
    }

    @AfterEach
    void stop() {
        imap.stop();
    }

    @Test
    @DisplayName(
            "Each attachment is one invoice, byte for byte; a mail that is read again, delivered again or half done before"
                    + " a crash makes no second one")
    void eachAttachmentIsOneInvoiceOnce() throws Exception {
        var xml = book(run + "-1");
        var pdf = HybridPdf.of("factur-x.xml", book(run + "-2")).bytes();
        var mail = mail("<" + run + "@wachs>", SUPPLIER, "Rechnungen März")
                .with("Rechnung Müller.xml", "application/octet-stream", xml)
                .with("Rechnung.pdf", "application/pdf", pdf)
                .with(
                        "AGB.pdf",
                        "application/pdf",
                        HybridPdf.of("agb.txt", new byte[3]).bytes());
        box.deliver(mail.message());
        // The server fell over when the first of three was taken: nothing was marked in the mailbox.
        mailbox.take(new org.countersign.invoicing.ReceivedMail(
                MailTaking.take(mail.message()).key(),
                "<" + run + "@wachs>",
                List.of("rechnung@wachs.example.net"),
                null,
                "Rechnungen März",
                null,
                null,
                MailTaking.take(mail.message()).attachments().subList(0, 1),
                null));
        watch.poll();
        var came = mailed();
        assertThat(came)
                .extracting(one -> one.path("state").asText())
                .containsExactlyInAnyOrder("CAPTURED", "CAPTURED", "WAITING");
        assertThat(came)
                .extracting(one -> one.path("fileName").asText())
                .containsExactlyInAnyOrder("Rechnung Müller.xml", "Rechnung.pdf", "AGB.pdf");
        assertThat(original(came, "Rechnung Müller.xml")).isEqualTo(xml);
        assertThat(original(came, "Rechnung.pdf")).isEqualTo(pdf);
        assertThat(one(came, "AGB.pdf").path("reason").asText()).contains("no e-invoice");
        box.deliver(mail.message());
        watch.poll();
        new MailboxWatch(mailbox, settings, clock, () -> false).poll();
        assertThat(mailed()).hasSize(3);
        assertThat(invoices(run + "-1")).hasSize(1);
        assertThat(invoices(run + "-2")).hasSize(1);
    }

    @Test
    @DisplayName("Several servers that take the same mail at the same moment capture it once")
    void twoServersCaptureOnce() throws Exception {
        var mail = MailTaking.take(mail("<" + run + "@wachs>", SUPPLIER, "Rechnung")
                .with("r.xml", "application/xml", book(run + "-1"))
                .message());
        var both = Executors.newFixedThreadPool(4);
        try {
            Callable<Void> take = () -> {
                mailbox.take(mail);
                return null;
            };
            for (var done : both.invokeAll(List.of(take, take, take, take))) {
                done.get();
            }
        } finally {
            both.shutdown();
        }
        assertThat(mailed()).hasSize(1);
        assertThat(invoices(run + "-1")).hasSize(1);
    }

    @Test
    @DisplayName(
            "A mail that a person opened first is read all the same; what people had read before the product came is not")
    void openedMailsAreNotLost() throws Exception {
        box.deliver(mail("<" + run + "-old@wachs>", SUPPLIER, "Alt")
                .with("a.xml", "application/xml", book(run + "-0"))
                .message());
        imap.getManagers()
                .getImapHostManager()
                .getInbox(box)
                .getMessages()
                .get(0)
                .setFlag(Flags.Flag.SEEN, true);
        watch.poll();
        assertThat(mailed()).isEmpty();
        box.deliver(mail("<" + run + "-new@wachs>", SUPPLIER, "Neu")
                .with("n.xml", "application/xml", book(run + "-1"))
                .message());
        for (var kept : imap.getManagers().getImapHostManager().getInbox(box).getMessages()) {
            kept.setFlag(Flags.Flag.SEEN, true);
        }
        watch.poll();
        assertThat(mailed()).hasSize(1);
        assertThat(invoices(run + "-1")).hasSize(1);
    }

    @Test
    @DisplayName(
            "What cannot be read waits with its reason: no attachment, no invoice, too large, a bomb, a broken mail")
    void whatCannotBeReadWaits() throws Exception {
        box.deliver(mail("<" + run + "-1@x>", SUPPLIER, "Wo bleibt das Geld?").message());
        box.deliver(mail("<" + run + "-2@x>", SUPPLIER, "Brief")
                .with("Brief.docx", "application/msword", "PK".getBytes(StandardCharsets.US_ASCII))
                .message());
        box.deliver(mail("<" + run + "-3@x>", SUPPLIER, "Riese")
                .with("riese.pdf", "application/pdf", new byte[10 * 1024 * 1024 + 1])
                .message());
        box.deliver(mail("<" + run + "-4@x>", SUPPLIER, "Bombe")
                .with(
                        "b.xml",
                        "application/xml",
                        "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>".getBytes(StandardCharsets.UTF_8))
                .message());
        var broken = mail("<" + run + "-5@x>", SUPPLIER, "Kaputt").message();
        broken.setContent("--nowhere", "text/plain");
        broken.setHeader("Content-Type", "multipart/mixed; boundary=\"gone\"");
        box.deliver(broken);
        watch.poll();
        var came = mailed();
        assertThat(came).hasSize(5).allMatch(one -> one.path("state").asText().equals("WAITING"));
        assertThat(came).allMatch(one -> !one.path("reason").asText().isBlank());
        assertThat(one(came, "riese.pdf").path("reason").asText()).contains("larger than 10 MiB");
        assertThat(one(came, "b.xml").path("reason").asText()).contains("cannot be read as an invoice");
        assertThat(mailbox.standing(settings.address()).orElseThrow().isFailing())
                .isFalse();
    }

    @Test
    @DisplayName("A mailbox that does not answer is seen, tried less and less often, and nothing of it is lost")
    void aMailboxThatIsAway() throws Exception {
        watch.poll();
        assertThat(watch.pause()).isEqualTo(Duration.ofMinutes(1));
        var wrong = new MailboxSettings(
                settings.host(),
                settings.port(),
                Security.NONE,
                run,
                "wrong-password",
                "INBOX",
                settings.interval(),
                settings.longestInterval());
        var locked = new MailboxWatch(mailbox, wrong, clock, () -> false);
        locked.poll();
        assertThat(locked.pause()).isEqualTo(Duration.ofMinutes(2));
        for (int times = 0; times < 6; times++) {
            locked.poll();
        }
        assertThat(locked.pause()).isEqualTo(Duration.ofMinutes(30));
        var standing = mailbox.standing(settings.address()).orElseThrow();
        assertThat(standing.isFailing()).isTrue();
        assertThat(standing.reachedAt()).isNotNull();
        assertThat(String.valueOf(standing.lastError())).doesNotContain("wrong-password");
        box.deliver(mail("<" + run + "@x>", SUPPLIER, "R")
                .with("r.xml", "application/xml", book(run + "-1"))
                .message());
        watch.poll();
        assertThat(mailbox.standing(settings.address()).orElseThrow().isFailing())
                .isFalse();
        assertThat(mailed()).hasSize(1);
    }

    @Test
    @DisplayName(
            "R21: nobody captured what came by itself; who of our own people sent it by mail did, and who typed it in")
    void whoCaptured() throws Exception {
        people.add("mb-money", Group.FINANCE_OFFICER, Group.ACCOUNTS_PAYABLE);
        var supplier = "<" + run + "-1@x>";
        box.deliver(mail(supplier, SUPPLIER, "R")
                .with("1.xml", "application/xml", book(run + "-1"))
                .message());
        box.deliver(mail("<" + run + "-2@x>", "mb-money@example.org", "Fwd: R")
                .with("2.xml", "application/xml", book(run + "-2"))
                .message());
        box.deliver(mail("<" + run + "-3@x>", SUPPLIER, "Scan")
                .with("scan.png", "image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10})
                .message());
        watch.poll();
        var came = mailed();
        assertThat(barred(one(came, "1.xml"))).containsOnlyKeys(UserId.SYSTEM);
        assertThat(barred(one(came, "2.xml"))).containsKey(new UserId("mb-money"));
        var typed = door.as("mb-money")
                .post(
                        "/api/v1/invoice-mails/"
                                + one(came, "scan.png").path("id").asText() + "/invoice",
                        Map.of(
                                "supplier",
                                new InvoiceDesk(people, door, jobs, tasks, server).supplier(),
                                "number",
                                run + "-3",
                                "issueDate",
                                "2026-03-01",
                                "currency",
                                "EUR",
                                "lines",
                                List.of(Map.of("quantity", "1", "unitPrice", "1.00")),
                                "payable",
                                "1.00"))
                .expect(201)
                .json();
        assertThat(settlement.barredFromPayment(new InvoiceId(typed.path("id").asText())))
                .containsOnlyKeys(new UserId("mb-money"));
        var kept =
                door.as("mb-money").get("/api/v1/invoices/" + typed.path("id").asText() + "/original");
        assertThat(kept.expect(200)).isNotNull();
    }

    @Test
    @DisplayName(
            "Accounts payable captures by hand with the document beside the form, or discards with a reason, each once;"
                    + " others see or nothing")
    void thePage() throws Exception {
        var desk = new InvoiceDesk(people, door, jobs, tasks, server);
        box.deliver(mail("<" + run + "-1@x>", SUPPLIER, "Scan <b>1</b>")
                .with("scan.png", "image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10})
                .message());
        box.deliver(mail("<" + run + "-2@x>", SUPPLIER, "Werbung").message());
        watch.poll();
        var came = mailed();
        var scan = "/invoices/mailbox/" + one(came, "scan.png").path("id").asText();
        var advert = "/invoices/mailbox/"
                + came.stream()
                        .filter(one -> one.path("fileName").isNull())
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asText();
        desk.open("ip-clerk", "/invoices/mailbox?q=wachs&state=WAITING", Group.ACCOUNTS_PAYABLE)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Scan &lt;b&gt;1&lt;/b&gt;")))
                .andExpect(content().string(containsString(scan)));
        desk.openInGerman("ip-clerk", scan, Group.ACCOUNTS_PAYABLE)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Von Hand erfassen")));
        desk.open("ip-ops", scan, Group.OPERATIONS)
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString("/discarding"))));
        desk.open("ip-anna", "/invoices/mailbox", Group.REQUESTER).andExpect(status().isForbidden());
        desk.open("ip-anna", scan + "/file", Group.REQUESTER).andExpect(status().isForbidden());
        desk.open("ip-ops", "/invoices/mailbox.csv", Group.OPERATIONS).andExpect(status().isOk());
        desk.open("ip-clerk", scan + "/file", Group.ACCOUNTS_PAYABLE)
                .andExpect(header().string("Content-Disposition", containsString("inline")))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"));
        desk.send("ip-ops", Group.OPERATIONS, advert + "/discarding", "reason", "x")
                .andExpect(status().isForbidden());
        desk.send("ip-clerk", Group.ACCOUNTS_PAYABLE, advert + "/discarding", "reason", " ")
                .andExpect(status().isUnprocessableEntity());
        desk.send("ip-clerk", Group.ACCOUNTS_PAYABLE, advert + "/discarding", "reason", "Advertising")
                .andExpect(flash().attributeExists("done"));
        desk.send("ip-clerk", Group.ACCOUNTS_PAYABLE, advert + "/discarding", "reason", "Again")
                .andExpect(status().isConflict());
        var id = one(came, "scan.png").path("id").asText();
        desk.open("ip-clerk", "/invoices/new?mail=" + id + "&q=" + desk.supplier(), Group.ACCOUNTS_PAYABLE)
                .andExpect(content().string(containsString("supplier=" + desk.supplier() + "&amp;mail=" + id)));
        desk.open("ip-clerk", "/invoices/new?mail=" + id + "&supplier=" + desk.supplier(), Group.ACCOUNTS_PAYABLE)
                .andExpect(content().string(containsString(scan + "/file")));
        var fields = new String[] {
            "mail",
            id,
            "supplier",
            desk.supplier(),
            "number",
            run + "-9",
            "issueDate",
            "2026-03-01",
            "currency",
            "EUR",
            "lines[0].description",
            "Wax",
            "lines[0].quantity",
            "1",
            "lines[0].unitPrice",
            "1.00",
            "payable",
            "1.00"
        };
        desk.send("ip-clerk", Group.ACCOUNTS_PAYABLE, "/invoices/new", fields)
                .andExpect(flash().attributeExists("done"));
        desk.send("ip-clerk", Group.ACCOUNTS_PAYABLE, "/invoices/new", fields).andExpect(status().isConflict());
        assertThat(invoices(run + "-9")).hasSize(1);
        desk.open("ip-clerk", scan, Group.ACCOUNTS_PAYABLE)
                .andExpect(content()
                        .string(containsString("/invoices/"
                                + invoices(run + "-9").get(0).path("id").asText())));
    }

    // ---- helpers

    private Map<UserId, String> barred(JsonNode mailed) {
        return settlement.barredFromPayment(new InvoiceId(mailed.path("invoice").asText()));
    }

    private byte[] original(List<JsonNode> came, String file) {
        return mailbox.content(one(came, file).path("id").asText(), org.countersign.shared.Actor.SYSTEM)
                .orElseThrow()
                .content();
    }

    private static JsonNode one(List<JsonNode> came, String file) {
        return came.stream()
                .filter(one -> one.path("fileName").asText().equals(file))
                .findFirst()
                .orElseThrow();
    }

    /** What came in this test. */
    private List<JsonNode> mailed() {
        var found = new ArrayList<JsonNode>();
        door.as("mb-clerk")
                .get("/api/v1/invoice-mails?size=200")
                .expect(200)
                .json()
                .path("content")
                .forEach(one -> {
                    if (one.path("messageId").asText().startsWith("<" + run)) {
                        found.add(one);
                    }
                });
        return found;
    }

    private List<JsonNode> invoices(String number) {
        var found = new ArrayList<JsonNode>();
        door.as("mb-clerk")
                .get("/api/v1/invoices?number=" + number)
                .expect(200)
                .json()
                .path("content")
                .forEach(found::add);
        return found;
    }

    private static byte[] book(String number) throws IOException {
        try (var example = MailboxTests.class.getResourceAsStream("/invoices/ubl21-book.xml")) {
            return new String(example.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("<cbc:ID>987654</cbc:ID>", "<cbc:ID>" + number + "</cbc:ID>")
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    private static Written mail(String messageId, String from, String subject) throws MessagingException {
        return new Written(messageId, from, subject);
    }

    /** A mail as a supplier's program writes it. */
    private static final class Written {

        private final MimeMessage message;
        private final MimeMultipart parts = new MimeMultipart();

        Written(String messageId, String from, String subject) throws MessagingException {
            message = new MimeMessage(Session.getInstance(new Properties())) {
                @Override
                protected void updateMessageID() throws MessagingException {
                    setHeader("Message-ID", messageId);
                }
            };
            message.setFrom(new InternetAddress(from));
            message.setSubject(subject, "UTF-8");
            var text = new MimeBodyPart();
            text.setText("Guten Tag,\nanbei.", "UTF-8");
            parts.addBodyPart(text);
        }

        Written with(String name, String type, byte[] content) throws MessagingException, IOException {
            var part = new MimeBodyPart();
            part.setDataHandler(new DataHandler(new ByteArrayDataSource(content, type)));
            part.setFileName(MimeUtility.encodeText(name, "UTF-8", null));
            parts.addBodyPart(part);
            return this;
        }

        MimeMessage message() throws MessagingException {
            message.setContent(parts);
            message.saveChanges();
            return message;
        }
    }
}
