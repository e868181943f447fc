package org.countersign.console.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Serializable;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.countersign.shared.Group;
import org.countersign.support.MariaDbTest;
import org.countersign.support.TestDoor;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.jdbc.core.JdbcTemplate;

@MariaDbTest
class SharedSessionsIT {

    private static final String PERSON = "sessions-person";

    @Autowired
    private TestDoor door;

    @Autowired
    private TestPeople people;

    @Autowired
    private JdbcTemplate jdbc;

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    @BeforeEach
    void somebody() {
        people.add(PERSON, Group.REQUESTER);
        jdbc.update("delete from SPRING_SESSION");
    }

    @Test
    @DisplayName("Who is signed in is kept in the database, small, and gone once they sign out")
    void aSessionIsKeptInTheDatabase() throws Exception {
        assertThat(get("/requisitions").headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/sign-in"));
        assertThat(lastsSeconds()).containsExactly((int) VisitorSessions.VISIT.toSeconds());

        var arrived = signIn(PERSON);

        assertThat(arrived.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).contains("/requisitions"));
        assertThat(get("/requisitions").statusCode()).isEqualTo(200);
        assertThat(get("/camunda/api/engine/engine/default/task/count").statusCode())
                .isEqualTo(200);
        assertThat(get("/camunda/api/engine/engine/default/task/count").statusCode())
                .isEqualTo(200);
        assertThat(lastsSeconds()).containsExactly(8 * 60 * 60);
        assertThat(jdbc.queryForList("select PRINCIPAL_NAME from SPRING_SESSION", String.class))
                .containsExactly(PERSON);
        assertThat(jdbc.queryForObject(
                        "select sum(length(ATTRIBUTE_BYTES)) from SPRING_SESSION_ATTRIBUTES", Integer.class))
                .isLessThan(8_000);

        post("/sign-out", "");

        assertThat(jdbc.queryForObject(
                        "select count(*) from SPRING_SESSION where PRINCIPAL_NAME is not null", int.class))
                .isZero();
        assertThat(get("/requisitions").statusCode()).isEqualTo(302);
    }

    @Test
    @DisplayName("Nothing is kept of attempts to sign in, nor of programs that send a password with each call")
    void nothingIsKeptOfAttempts() throws Exception {
        get("/sign-in");
        people.add("sessions-guesser", Group.REQUESTER);
        assertThat(signInWith("sessions-guesser", "wrong").headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/sign-in?error"));
        assertThat(get("/sign-in?error").body()).contains("role=\"alert\"");
        door.as(PERSON).get("/api/v1/requisitions").expect(200);
        door.as(PERSON).get("/engine-rest/task/count").expect(200);

        assertThat(lastsSeconds()).isEmpty();
    }

    @Test
    @DisplayName("A session that a row was put into, or that another version wrote, asks to sign in again")
    void whatCannotBeReadCountsAsAbsent() throws Exception {
        signIn(PERSON);
        assertThat(get("/requisitions").statusCode()).isEqualTo(200);

        jdbc.update("update SPRING_SESSION_ATTRIBUTES set ATTRIBUTE_BYTES = ?", (Object)
                new SerializingConverter().convert(new Foreign()));
        assertThat(get("/requisitions").statusCode()).isEqualTo(302);
        assertThat(Foreign.read).isFalse();
        jdbc.update("update SPRING_SESSION_ATTRIBUTES set ATTRIBUTE_BYTES = 'rubbish'");
        assertThat(get("/requisitions").statusCode()).isEqualTo(302);

        signIn(PERSON);
        assertThat(get("/requisitions").statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("Who becomes inactive is out with the next request, whatever the session says")
    void whoBecomesInactiveIsOut() throws Exception {
        signIn(PERSON);
        people.active(PERSON, false);

        assertThat(get("/requisitions").statusCode()).isEqualTo(302);
        assertThat(jdbc.queryForList("select PRINCIPAL_NAME from SPRING_SESSION", String.class))
                .doesNotContain(PERSON);
    }

    /** Of no class that a session has, and says when it comes to life. */
    private static final class Foreign implements Serializable {

        private static final long serialVersionUID = 1L;
        private static boolean read;

        private Object readResolve() {
            read = true;
            return this;
        }
    }

    private List<Integer> lastsSeconds() {
        return jdbc.queryForList("select MAX_INACTIVE_INTERVAL from SPRING_SESSION", Integer.class);
    }

    private HttpResponse<String> signIn(String person) throws IOException, InterruptedException {
        return signInWith(person, person);
    }

    private HttpResponse<String> signInWith(String person, String password) throws IOException, InterruptedException {
        get("/sign-in");
        return post("/sign-in", "username=" + person + "&password=" + password);
    }

    private HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        var token = cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("COUNTERSIGN-CSRF"))
                .findFirst()
                .orElseThrow()
                .getValue();
        return browser.send(
                HttpRequest.newBuilder(URI.create(door.base() + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(
                                form + "&_csrf=" + URLEncoder.encode(token, StandardCharsets.UTF_8)))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(URI.create(door.base() + path))
                        .header("Accept", "text/html,*/*")
                        .build(),
                BodyHandlers.ofString());
    }
}
