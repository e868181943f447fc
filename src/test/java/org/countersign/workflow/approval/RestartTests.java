package org.countersign.workflow.approval;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.countersign.approval.ApprovalDelegation;
import org.countersign.approval.ApprovalQuestions;
import org.countersign.approval.ApprovalWatch;
import org.countersign.approval.DelegationMode;
import org.countersign.approval.SubstituteDetails;
import org.countersign.approval.SubstituteMaster;
import org.countersign.audit.AuditLog;
import org.countersign.notification.DigestWatch;
import org.countersign.people.Directory;
import org.countersign.people.MailTopic;
import org.countersign.people.PersonalSettings;
import org.countersign.people.SettingsMaster;
import org.countersign.purchasing.RequisitionDraft;
import org.countersign.purchasing.RequisitionManagement;
import org.countersign.purchasing.RequisitionNumber;
import org.countersign.shared.Actor;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Group;
import org.countersign.shared.Nights;
import org.countersign.shared.UserId;
import org.countersign.supplier.SupplierDetails;
import org.countersign.supplier.SupplierMaster;
import org.countersign.supplier.SupplierStatus;
import org.countersign.support.Mailbox;
import org.countersign.support.ServerLife;
import org.countersign.support.SignedIn;
import org.countersign.support.TestClock;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Approvals of a server that is stopped and started again, on a database that stays. */
class RestartTests {

    @TempDir
    private static Path data;

    private static final TestClock CLOCK = new TestClock();
    private static final Mailbox MAILBOX = new Mailbox();

    private static ServerLife server;

    @BeforeAll
    static void anOrganisation() {
        server = ServerLife.begin(data, CLOCK);
        MAILBOX.clear();
        var directory = server.bean(Directory.class);
        Arrays.stream(Group.values())
                .filter(group -> !directory.hasGroup(group.id()))
                .forEach(group -> directory.saveGroup(group.id(), group.label()));
        var people = server.bean(TestPeople.class);
        people.add("top", Group.APPROVER);
        people.add("head", "top", Group.APPROVER);
        people.add("boss", "head", Group.APPROVER);
        people.add("peer", "head", Group.APPROVER);
        people.add("anna", "boss", Group.REQUESTER);
        Stream.of("ida", "ivo", "ian").forEach(member -> people.add(member, "head", Group.IT_APPROVER));
        people.add("fay", "top", Group.FINANCE_OFFICER);
        people.add("buyer", "head", Group.PURCHASING_AGENT);
        server.bean(JdbcTemplate.class)
                .update("insert into cost_centers (code, name, owner, version) values ('CC-1', 'One', 'head', 0)");
        server.bean(SupplierMaster.class)
                .add(
                        new SupplierDetails(
                                "S-1",
                                "Stone",
                                "stone@supplier.example",
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                SupplierStatus.APPROVED,
                                null,
                                null),
                        actor("buyer"));
        deploy(
                "approval-policy",
                table -> table.replace(
                        cell("rule_itFrom1k_answers", "\"any\""), cell("rule_itFrom1k_answers", "\"2\"")));
        deploy("reminder-policy", RestartTests::withoutEscalationAndWithExpiry);
    }

    @AfterAll
    static void theEnd() {
        server.close();
        ClockUtil.reset();
    }

    @Test
    @DisplayName(
            "A restart between any two steps of an approval changes nothing: nobody is asked, told or recorded twice")
    void aRestartBetweenAnyTwoStepsChangesNothing() {
        var undisturbed = new Ways(false).walked();

        var interrupted = new Ways(true).walked();

        assertThat(undisturbed)
                .allSatisfy(way ->
                        assertThat(way).anySatisfy(entry -> assertThat(entry).contains("approval.completed")));
        assertThat(interrupted).containsExactlyElementsOf(undisturbed);
    }

    @Test
    @DisplayName(
            "R07: what becomes due while the server is down happens once after the start, however often it was due")
    void whatBecomesDueWhileTheServerIsDownHappensOnce() {
        var monday = CLOCK.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(33));
        CLOCK.set(monday);
        MAILBOX.clear();
        afterTheStart();
        var waiting = new Waiting();
        server.settle();
        server.bean(ApprovalQuestions.class).ask(task(waiting.questioned, "quinn"), "Which colour?", actor("quinn"));
        server.bean(TestPeople.class).active("gus", false);

        restartAt(monday.plus(Duration.ofHours(3 * 24 + 13)));
        afterTheStart();
        waiting.theFirstReminderAndWhatDaysAndNightsBrought();
        complete(waiting.answered, "otto", "approve");
        withdraw(waiting.withdrawn, "wanda");

        restartAt(monday.plus(Duration.ofHours(10 * 24 + 3)));
        afterTheStart();
        waiting.oneReminderForTwoAndWhatCameWithTheDays();
        var told = told();
        var recorded = waiting.recorded();

        restartAt(CLOCK.instant().plus(Duration.ofMinutes(1)));
        afterTheStart();
        assertThat(told()).containsExactlyElementsOf(told);
        assertThat(waiting.recorded()).containsExactlyElementsOf(recorded);

        CLOCK.set(monday.plus(Duration.ofHours(12 * 24 + 1)));
        server.settle();
        afterTheStart();
        waiting.thenItGoesOnAsPlanned();
    }

    @Test
    @DisplayName("R26: a server that stops finishes what is under way: each mail goes out once, and none is uncertain")
    void aStopFinishesWhatIsUnderWay() {
        MAILBOX.clear();
        server.bean(TestPeople.class).add("stan", "head", Group.APPROVER);
        server.bean(TestPeople.class).add("sonja", "stan", Group.REQUESTER);
        for (var round = 0; round < 12; round++) {
            submitted("sonja", "500.00", "office", "low");
        }

        server.work();
        restartAt(CLOCK.instant());
        server.settle();

        assertThat(told()).hasSize(12).allMatch(mail -> mail.startsWith("stan@"));
        assertThat(server.bean(JdbcTemplate.class)
                        .queryForObject("select count(*) from mails where status <> 'SENT'", Long.class))
                .isZero();
    }

    /** What the server does every five minutes; twice, for the second time must find nothing. */
    private static void afterTheStart() {
        for (var time = 0; time < 2; time++) {
            server.settle();
            server.bean(Nights.class).lookAfter();
            server.bean(ApprovalWatch.class).absences();
            server.bean(DigestWatch.class).write();
            server.settle();
        }
    }

    /** Requisitions that wait for somebody each, while time passes without a server. */
    private static final class Waiting {

        private final DocumentNumber reminded = waitsFor("rita", "head", "low");
        private final DocumentNumber collected = waitsForCollector("dora");
        private final DocumentNumber escalated = waitsFor("eve", "max", "normal");
        private final DocumentNumber expired = waitsFor("xena", "head", "high");
        private final DocumentNumber answered = waitsFor("otto", "head", "low");
        private final DocumentNumber withdrawn = waitsFor("wanda", "head", "low");
        private final DocumentNumber questioned = waitsFor("quinn", "head", "low");
        private final DocumentNumber leaving = waitsFor("gus", "gwen", "low");
        private final DocumentNumber goesAway = waitsForSomebodyAway("will", 2, 30, "sam");
        private final DocumentNumber comesBack = waitsForSomebodyAway("bea", 0, 1, "sue");

        void theFirstReminderAndWhatDaysAndNightsBrought() {
            Stream.of(reminded, collected, escalated, expired, answered, withdrawn)
                    .forEach(
                            each -> assertThat(count(each, "approval.reminded")).isOne());
            assertThat(count(questioned, "approval.reminded")).isZero();
            assertThat(mails("rita", "still waiting")).isOne();
            assertThat(mails("dora", "wait")).as("the morning has not come").isZero();
            assertThat(mails("quinn", "still waiting")).isZero();
            Stream.of(leaving, goesAway, comesBack)
                    .forEach(each ->
                            assertThat(count(each, "approval.handed-over")).isOne());
            assertThat(task(leaving, "gwen")).isNotEmpty();
            assertThat(task(goesAway, "sam")).isNotEmpty();
            assertThat(task(comesBack, "bea")).isNotEmpty();
        }

        void oneReminderForTwoAndWhatCameWithTheDays() {
            assertThat(count(reminded, "approval.reminded")).isEqualTo(2);
            assertThat(mails("rita", "still waiting")).isEqualTo(2);
            assertThat(mails("dora", "1 approval waits")).isOne();
            assertThat(count(escalated, "approval.escalated")).isOne();
            assertThat(count(escalated, "approval.reminded")).isOne();
            assertThat(mails("max", "escalated to you")).isOne();
            assertThat(mails("eve", "escalated")).isOne();
            assertThat(count(expired, "approval.expired")).isOne();
            assertThat(count(expired, "approval.reminded")).isOne();
            assertThat(mails("xena-asks", "")).isOne();
            Stream.of(answered, withdrawn)
                    .forEach(
                            each -> assertThat(count(each, "approval.reminded")).isOne());
            assertThat(count(questioned, "approval.reminded")).isZero();
            Stream.of(leaving, goesAway, comesBack)
                    .forEach(each ->
                            assertThat(count(each, "approval.handed-over")).isOne());
            assertThat(count(goesAway, "approval.reminded")).isOne();
            assertThat(mails("sam", "still waiting")).isOne();
            assertThat(mails("will", "still waiting")).isZero();
        }

        void thenItGoesOnAsPlanned() {
            assertThat(count(reminded, "approval.reminded")).isEqualTo(3);
            assertThat(mails("rita", "still waiting")).isEqualTo(3);
            assertThat(mails("dora", "1 approval waits"))
                    .as("her next morning is still to come")
                    .isOne();
            assertThat(count(escalated, "approval.escalated")).isOne();
            assertThat(count(escalated, "approval.reminded")).isEqualTo(2);
        }

        List<String> recorded() {
            return Stream.of(
                            reminded,
                            collected,
                            escalated,
                            expired,
                            answered,
                            withdrawn,
                            questioned,
                            leaving,
                            goesAway,
                            comesBack)
                    .flatMap(RestartTests::record)
                    .toList();
        }

        private static DocumentNumber waitsFor(String approver, String manager, String urgency) {
            var people = server.bean(TestPeople.class);
            if (manager.equals("max") || manager.equals("gwen")) {
                people.add(manager, "top", Group.APPROVER);
            }
            people.add(approver, manager, Group.APPROVER);
            people.add(approver + "-asks", approver, Group.REQUESTER);
            return submitted(approver + "-asks", "500.00", "office", urgency);
        }

        private static DocumentNumber waitsForCollector(String approver) {
            var number = waitsFor(approver, "head", "low");
            server.bean(SettingsMaster.class)
                    .change(
                            new PersonalSettings("en", Set.of(MailTopic.APPROVALS, MailTopic.REMINDERS), true),
                            actor(approver));
            return number;
        }

        private static DocumentNumber waitsForSomebodyAway(String approver, int from, int to, String substitute) {
            server.bean(TestPeople.class).add(approver, "head", Group.APPROVER);
            server.bean(TestPeople.class).add(substitute, "head", Group.APPROVER);
            var today = LocalDate.ofInstant(CLOCK.instant(), ZoneOffset.UTC);
            server.bean(SubstituteMaster.class)
                    .add(
                            new UserId(approver),
                            SubstituteDetails.wanted(substitute, today.plusDays(from), today.plusDays(to), null, null),
                            actor(approver));
            return waitsFor(approver, "head", "low");
        }

        private static long count(DocumentNumber number, String event) {
            return record(number).filter(entry -> entry.startsWith(event + " ")).count();
        }

        private static long mails(String to, String subject) {
            return told().stream()
                    .filter(mail -> mail.startsWith(to + "@") && mail.contains(subject))
                    .count();
        }
    }

    /**
     * The way of three requisitions through all kinds of steps, each a step behind the one before. After every third step the
     * server stops: the first of them after its third, sixth and ninth, the next after its second, fifth and eighth, the last
     * after its first, fourth and seventh.
     */
    private static final class Ways {

        private static final List<Duration> PAUSES = Stream.of(1, 4 * 24, 1, 3 * 24, 1, 1, 7 * 24, 1, 1, 1, 1)
                .map(Duration::ofHours)
                .toList();

        private final boolean interrupted;
        private final List<Way> ways = List.of(new Way(), new Way(), new Way());

        Ways(boolean interrupted) {
            this.interrupted = interrupted;
        }

        List<List<String>> walked() {
            MAILBOX.clear();
            for (var round = 0; round < PAUSES.size(); round++) {
                for (var behind = 0; behind < ways.size(); behind++) {
                    ways.get(behind).step(round - behind);
                }
                if (interrupted && round % ways.size() == ways.size() - 1) {
                    restartAt(CLOCK.instant().plus(PAUSES.get(round)));
                } else {
                    server.settle();
                    CLOCK.advance(PAUSES.get(round));
                }
                server.settle();
            }
            return ways.stream().map(Way::left).toList();
        }
    }

    /** A requisition's way through all kinds of steps. */
    private static final class Way {

        private DocumentNumber number = new DocumentNumber("none");
        private String question = "";

        private final List<Runnable> steps = List.of(
                () -> number = submitted("anna", "12000.00", "it-hardware", "normal"),
                () -> question = server.bean(ApprovalQuestions.class)
                        .ask(task(number, "boss"), "Which colour?", actor("boss"))
                        .id(),
                () -> server.bean(ApprovalQuestions.class).answer(question, "Blue", actor("anna")),
                () -> server.bean(ApprovalDelegation.class)
                        .delegate(task(number, "boss"), "peer", DelegationMode.DECIDE, "You know", actor("boss")),
                () -> complete(number, "peer", "approve"),
                () -> complete(number, "head", "approve"),
                () -> complete(number, "ida", "approve"),
                () -> complete(number, "ivo", "approve"),
                () -> complete(number, "fay", "approve"));

        void step(int at) {
            if (at >= 0 && at < steps.size()) {
                steps.get(at).run();
            }
        }

        List<String> left() {
            var order = server.bean(JdbcTemplate.class)
                    .queryForObject(
                            "select number from purchase_orders where requisition = ?", String.class, number.value());
            var about = Pattern.compile(number + "|" + order);
            return Stream.concat(
                            record(number),
                            told().stream()
                                    .filter(mail -> about.matcher(mail).find())
                                    .map(mail -> about.matcher(mail).replaceAll("it"))
                                    .sorted())
                    .toList();
        }
    }

    // ---- the server

    private static void restartAt(Instant at) {
        server.close();
        CLOCK.set(at);
        server = ServerLife.begin(data, CLOCK);
    }

    private static Actor actor(String user) {
        return server.bean(SignedIn.class).actor(user);
    }

    // ---- steps

    private static DocumentNumber submitted(String requester, String price, String category, String urgency) {
        var requisitions = server.bean(RequisitionManagement.class);
        var line = new RequisitionDraft.Line(
                null, "Thing", category, BigDecimal.ONE, null, new BigDecimal(price), null, "S-1", null, null);
        var draft = new RequisitionDraft(
                "Things", "CC-1", null, null, null, null, null, urgency, null, null, List.of(line));
        return server.bean(SignedIn.class).as(requester, () -> {
            var number = requisitions.create(draft, actor(requester)).number();
            requisitions.submit(number, actor(requester));
            return new DocumentNumber(number.value());
        });
    }

    private static void complete(DocumentNumber number, String user, String decision) {
        Map<String, Object> answer = new HashMap<>(Map.of("decision", decision, "comment", "So"));
        server.bean(SignedIn.class)
                .as(user, () -> server.bean(TaskService.class).complete(task(number, user), answer));
    }

    private static void withdraw(DocumentNumber number, String approver) {
        server.bean(RequisitionManagement.class)
                .withdraw(new RequisitionNumber(number.value()), "Not needed", actor(approver + "-asks"));
    }

    private static String task(DocumentNumber number, String user) {
        var open = server.bean(TaskService.class)
                .createTaskQuery()
                .processInstanceBusinessKey(number.value())
                .listPage(0, 20);
        return open.stream()
                .filter(task -> user.equals(task.getAssignee()))
                .findFirst()
                .orElseGet(() -> open.stream()
                        .filter(task -> task.getAssignee() == null)
                        .findFirst()
                        .orElseThrow())
                .getId();
    }

    // ---- what is left of it

    private static Stream<String> record(DocumentNumber number) {
        return server.bean(AuditLog.class).entriesOf(number).stream()
                .map(entry -> entry.event() + " by " + entry.by() + " for " + entry.onBehalfOf() + ", " + entry.rule());
    }

    private static List<String> told() {
        return MAILBOX.received().stream().map(RestartTests::shown).toList();
    }

    private static String shown(MimeMessage mail) {
        try {
            return mail.getRecipients(RecipientType.TO)[0] + ": " + mail.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- tables

    private static String cell(String id, String text) {
        return "<outputEntry id=\"" + id + "\">\n          <text>" + text + "</text>";
    }

    /** What is not urgent is not escalated for months, and what is urgent goes back after eight days. */
    private static String withoutEscalationAndWithExpiry(String table) {
        var from = table.indexOf("<rule id=");
        var rule = table.substring(from, table.indexOf("</rule>") + "</rule>".length());
        var calm = changed(rule, "calm", Map.of("urgency", "\"low\"", "escalation", "60", "again", ""));
        var expiring = changed(
                rule,
                "expiring",
                Map.of(
                        "urgency",
                        "\"high\"",
                        "escalation",
                        "60",
                        "again",
                        "",
                        "expiry",
                        "8",
                        "expiryAction",
                        "\"return\""));
        return table.substring(0, from) + calm + expiring + table.substring(from);
    }

    private static String changed(String rule, String name, Map<String, String> cells) {
        for (var cell : cells.entrySet()) {
            rule = rule.replaceAll(
                    "(_" + cell.getKey() + "\">\\s*<text>)[^<]*", "$1" + Matcher.quoteReplacement(cell.getValue()));
        }
        return rule.replace("rule_everyThreeDays", "rule_" + name);
    }

    private static void deploy(String table, UnaryOperator<String> change) {
        var name = table + ".dmn";
        try (var shipped = RestartTests.class.getResourceAsStream("/dmn/" + name)) {
            var text = new String(Objects.requireNonNull(shipped).readAllBytes(), StandardCharsets.UTF_8);
            var changed = change.apply(text);
            assertThat(changed).isNotEqualTo(text);
            server.bean(RepositoryService.class)
                    .createDeployment()
                    .addString(name, changed)
                    .deploy();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
