package org.countersign.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.countersign.support.MariaDb;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class TwoServersIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALPHA = "alpha";
    private static final String BETA = "beta";
    private static final String SUPPLIER = "orders@nordlicht.example.com";

    /** Below 100 EUR nobody is asked: it becomes an order, and the order goes out, by jobs alone. */
    private static final String PURCHASE = """
        {"title": "Paper %d", "costCenter": "CC-100", "currency": "EUR",
         "lines": [{"item": "I-1002", "quantity": "1"}]}
        """;

    /** Begun by a server that was killed, and left alone by the one that went on. */
    private static final String UNCERTAIN = """
        (m.status = 'SENDING' and exists (select 1 from ACT_RU_JOB j
            where j.EXCEPTION_MSG_ like concat('It is uncertain whether the mail ', m.id, '%')))
        """;

    @TempDir
    private Path directory;

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final List<PackagedServer> servers = new ArrayList<>();
    private HoldingMailServer mails;
    private OneAddress address;
    private String schema;
    private JdbcTemplate database;
    private int purchases;

    @BeforeEach
    void anEmptyDatabase() {
        schema = MariaDb.newSchema();
        database = new JdbcTemplate(
                new DriverManagerDataSource("jdbc:mariadb://127.0.0.1:" + MariaDb.port() + "/" + schema, "root", ""));
        mails = new HoldingMailServer();
        address = new OneAddress();
    }

    @AfterEach
    void nothingRuns() {
        servers.forEach(PackagedServer::close);
        address.close();
        mails.close();
    }

    @Test
    @DisplayName("Two servers begin on one empty database at once, share the work, and do nothing twice, though one is"
            + " killed in the middle of it; then each is renewed in turn, with a new version of a model")
    void twoServersOnOneDatabase() throws Exception {
        var alpha = launch(ALPHA);
        var beta = launch(BETA);
        alpha.awaitReady();
        beta.awaitReady();
        address.add(alpha);
        address.add(beta);
        everythingWasMadeOnce();

        signIn();
        bothHaveWork();

        mails.hold(SUPPLIER, 1);
        purchase(4);
        var uncertain = mails.awaitHeld();
        var holder = holderOf(uncertain);
        var killed = holder.equals(ALPHA) ? alpha : beta;
        var other = holder.equals(ALPHA) ? beta : alpha;
        killed.kill();
        mails.letGo();
        var renewed = launch(holder, withAnotherOrderModel());
        staysSignedIn();
        everyOrderIsSettled();
        assertThat(knownAsUncertain()).containsExactly(uncertain);
        everyMailWentOutOnce();

        renewed.awaitReady();
        address.remove(killed);
        address.add(renewed);
        assertThat(newestOrderModel()).isEqualTo(2);
        bothHaveWork();

        other.stop();
        staysSignedIn();
        var back = launch(holder.equals(ALPHA) ? BETA : ALPHA);
        cancel("PO-%s-000001".formatted(year()));
        cancel("PO-%s-%06d".formatted(year(), purchases));
        await("orders of both versions come to their end", () -> endedVersions().equals(List.of(1, 2)));
        back.awaitReady();
        address.remove(other);
        address.add(back);
        assertThat(newestOrderModel())
                .as("a server with the older model leaves the newer one in force")
                .isEqualTo(2);

        purchase(2);
        everyOrderIsSettled();
        staysSignedIn();
        everyMailWentOutOnce();
        theTrailVerifiesOnBoth(renewed, back);
    }

    /** Whoever sends a mail does nothing else until it has its answer: what is to be done meanwhile is done by the other. */
    private void bothHaveWork() throws InterruptedException {
        var before = Map.of(ALPHA, jobsOf(ALPHA), BETA, jobsOf(BETA));
        mails.hold(SUPPLIER, 1);
        purchase(4);
        var other = holderOf(mails.awaitHeld()).equals(ALPHA) ? BETA : ALPHA;
        await("the other one works meanwhile", () -> jobsOf(other) > before.get(other));
        mails.letGo();
        everyOrderIsSettled();
    }

    private int jobsOf(String node) {
        return count("select count(*) from ACT_HI_JOB_LOG where HOSTNAME_ = '" + node + "'");
    }

    private void everythingWasMadeOnce() {
        assertThat(count("select count(*) from ACT_RE_DEPLOYMENT")).isOne();
        assertThat(count("select count(*) from ACT_RE_PROCDEF where VERSION_ > 1"))
                .isZero();
        assertThat(count("select count(*) - count(distinct NAME_) from ACT_RU_FILTER"))
                .isZero();
        assertThat(count("""
                select count(*) from (select 1 from ACT_RU_AUTHORIZATION where TYPE_ = 1
                group by GROUP_ID_, USER_ID_, RESOURCE_TYPE_, RESOURCE_ID_ having count(*) > 1) as twice
                """)).isZero();
        assertThat(count("select count(*) from installation_secret")).isOne();
    }

    // ---- what is asked of the one address

    private void signIn() {
        send("GET", "/sign-in", null, null);
        var arrived = send("POST", "/sign-in", "username=requester&password=requester&_csrf=" + token(), null);
        assertThat(arrived.statusCode()).isEqualTo(302);
        staysSignedIn();
    }

    private void staysSignedIn() {
        for (int turn = 0; turn < 3; turn++) {
            assertThat(send("GET", "/requisitions", null, null).statusCode())
                    .as("a page for somebody who is signed in")
                    .isEqualTo(200);
        }
        assertThat(send("GET", "/camunda/api/engine/engine/default/task/count", null, null)
                        .statusCode())
                .as("Tasklist for somebody who is signed in")
                .isEqualTo(200);
    }

    private void purchase(int number) {
        for (int one = 0; one < number; one++) {
            purchases++;
            var draft = json(send("POST", "/api/v1/requisitions", PURCHASE.formatted(purchases), "requester"), 201);
            json(
                    send(
                            "POST",
                            "/api/v1/requisitions/" + draft.path("number").asText() + "/submission",
                            "",
                            "requester"),
                    202);
        }
    }

    private void cancel(String order) {
        json(
                send(
                        "POST",
                        "/api/v1/purchase-orders/" + order + "/cancellation",
                        "{\"reason\": \"Not needed any more\"}",
                        "buyer"),
                201);
    }

    private String token() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("COUNTERSIGN-CSRF"))
                .map(cookie -> URLEncoder.encode(cookie.getValue(), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    /** @param user who sends a password with the call; null for the browser with its cookies */
    private HttpResponse<String> send(String method, String path, String body, String user) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.port() + path))
                .timeout(Duration.ofMinutes(2))
                .header("Accept", user == null ? "text/html,application/json" : "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (user != null) {
            request.header(
                            "Authorization",
                            "Basic "
                                    + Base64.getEncoder()
                                            .encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8)))
                    .header("Content-Type", "application/json");
        } else if (body != null) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        try {
            return (user == null ? browser : HttpClient.newHttpClient()).send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.uri() + " " + answer.body()).isEqualTo(status);
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- what is in the database then

    /** Each purchase is one order, which is sent, or of which somebody has to ask whether it is. */
    private void everyOrderIsSettled() {
        await(
                "every order is settled",
                () -> count("select count(*) from purchase_orders where dispatched_at is not null")
                                + count("select count(*) from mails m where m.recipients = '" + SUPPLIER + "' and "
                                        + UNCERTAIN)
                        == purchases);
        assertThat(database.queryForList("select number from purchase_orders order by number", String.class))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, purchases)
                        .mapToObj(place -> "PO-%s-%06d".formatted(year(), place))
                        .toList());
    }

    private String holderOf(String mail) {
        return database.queryForObject("""
                select j.LOCK_OWNER_ from ACT_RU_JOB j join ACT_RU_EXECUTION e on e.ID_ = j.PROCESS_INSTANCE_ID_
                join mails m on m.document = e.BUSINESS_KEY_
                where m.message_id = ? and j.LOCK_OWNER_ is not null
                """, String.class, mail);
    }

    /** The server that went on did not send them again, and says why. */
    private List<String> knownAsUncertain() {
        return database.queryForList("select m.message_id from mails m where " + UNCERTAIN, String.class);
    }

    private void everyMailWentOutOnce() throws Exception {
        await(
                "no mail is on its way",
                () -> count("select count(*) from mails m where m.status = 'PENDING'"
                                + " or m.status = 'SENDING' and not " + UNCERTAIN)
                        == 0);
        var arrived = new ArrayList<String>();
        for (MimeMessage mail : mails.received()) {
            arrived.add(mail.getMessageID());
        }
        assertThat(arrived)
                .doesNotHaveDuplicates()
                .containsAll(database.queryForList("select message_id from mails where status = 'SENT'", String.class))
                .isSubsetOf(database.queryForList(
                        "select message_id from mails where status in ('SENT', 'SENDING')", String.class));
    }

    private String year() {
        return database.queryForObject("select min(substring(number, 4, 4)) from purchase_orders", String.class);
    }

    private int newestOrderModel() {
        return count("select max(VERSION_) from ACT_RE_PROCDEF where KEY_ = 'purchase-order'");
    }

    private List<Integer> endedVersions() {
        return database.queryForList("""
                select distinct d.VERSION_ from ACT_HI_PROCINST i join ACT_RE_PROCDEF d on d.ID_ = i.PROC_DEF_ID_
                where d.KEY_ = 'purchase-order' and i.END_TIME_ is not null order by 1
                """, Integer.class);
    }

    private void theTrailVerifiesOnBoth(PackagedServer... all) {
        for (var server : all) {
            var verified = server.get("auditor", "/api/v1/audit-verification");
            assertThat(verified.path("findings")).isEmpty();
            assertThat(verified.path("verified").asBoolean()).isTrue();
        }
    }

    private int count(String query) {
        var found = database.queryForObject(query, Integer.class);
        return found == null ? 0 : found;
    }

    private static void await(String what, Callable<Boolean> reached) {
        Awaitility.await(what)
                .atMost(Duration.ofMinutes(3))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .until(reached);
    }

    // ---- the servers

    private PackagedServer launch(String node, String... more) {
        var arguments = new ArrayList<>(List.of(
                "--spring.profiles.active=mariadb",
                "--countersign.node=" + node,
                "--COUNTERSIGN_DB_HOST=127.0.0.1",
                "--COUNTERSIGN_DB_PORT=" + MariaDb.port(),
                "--COUNTERSIGN_DB_NAME=" + schema,
                "--COUNTERSIGN_DB_USER=root",
                "--COUNTERSIGN_DB_PASSWORD=",
                "--countersign.secret=a-secret-that-only-the-tests-know-0123456789",
                "--countersign.company.name=Example Works GmbH",
                "--countersign.company.street=Musterweg 12",
                "--countersign.company.postal-code=20095",
                "--countersign.company.city=Hamburg",
                "--countersign.company.country=DE",
                "--countersign.company.time-zone=Europe/Berlin",
                "--countersign.company.base-currency=EUR",
                "--countersign.demo=true",
                "--countersign.demo-purchases=false",
                "--camunda.bpm.generic-properties.properties.enablePasswordPolicy=false",
                // What a kill cuts off is taken up again once the time for which its job was reserved is over.
                "--camunda.bpm.job-execution.lock-time-in-millis=30000",
                "--camunda.bpm.job-execution.max-wait=1000",
                "--spring.mail.properties.[mail.smtp.timeout]=25000",
                // One job at a time, and hardly any reserved: there is something left for the other server.
                "--camunda.bpm.job-execution.core-pool-size=1",
                "--camunda.bpm.job-execution.max-pool-size=1",
                "--camunda.bpm.job-execution.queue-capacity=1",
                "--camunda.bpm.job-execution.max-jobs-per-acquisition=1",
                "--spring.mail.host=127.0.0.1",
                "--spring.mail.port=" + mails.port()));
        arguments.addAll(List.of(more));
        try {
            var folder = Files.createDirectories(directory.resolve(node));
            var server = PackagedServer.launch(folder, arguments.toArray(new String[0]));
            servers.add(server);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a new release brings: the same models, and one that changed. */
    private String withAnotherOrderModel() throws IOException {
        var models = Files.createDirectories(directory.resolve("models"));
        try (var shipped = Files.newDirectoryStream(Path.of("bpmn"), "*.bpmn")) {
            for (var model : shipped) {
                var text = Files.readString(model);
                Files.writeString(
                        models.resolve(model.getFileName()),
                        model.endsWith("purchase-order.bpmn")
                                ? text.replace("name=\"Order issued\"", "name=\"Order was issued\"")
                                : text);
            }
        }
        return "--camunda.bpm.deployment-resource-pattern=" + models.toUri()
                + "*.bpmn,classpath*:dmn/**/*.dmn,classpath*:forms/**/*.form";
    }
}
