package org.countersign.console.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.countersign.shared.Group;
import org.countersign.support.Browser;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestDoor;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What people choose for themselves, on the page and over REST. */
@CountersignTest
class SettingsPageTests {

    @Autowired
    private TestDoor door;

    @Autowired
    private TestPeople people;

    @Autowired
    private JdbcTemplate jdbc;

    @ParameterizedTest
    @EnumSource
    @DisplayName("Everybody has settings of their own, whatever their role")
    void everybodyHasSettings(Group group) {
        var browser = signedIn("set-" + group.id(), group);

        assertThat(browser.open("/settings").body())
                .contains("My settings", "set-" + group.id() + "@example.org", "When my approval is asked");
        assertThat(door.as("set-" + group.id())
                        .get("/api/v1/settings")
                        .expect(200)
                        .text())
                .contains("\"language\":\"en\"", "APPROVALS", "REMINDERS", "REQUESTS", "WORK", "\"digest\":false");
    }

    @Test
    @DisplayName(
            "R07: the page says whose working days count, those of the organisation or of the person's country and region")
    void thePageSaysWhoseWorkingDaysCount() {
        var browser = signedIn("set-bo", Group.REQUESTER);
        assertThat(browser.open("/settings").body())
                .contains("yours are those of your organisation, by the clock of UTC");

        jdbc.update("update people set country = 'AT', region = '9' where user_id = 'set-bo'");

        assertThat(browser.open("/settings").body()).contains("without public holidays (Austria, AT-9)");
    }

    @Test
    @DisplayName("The page keeps language, mails and how reminders come; pages and mails speak the language at once")
    void thePageKeepsWhatIsChosen() {
        var browser = signedIn("set-anna", Group.REQUESTER);

        var answer = browser.sendForm(
                "/settings",
                List.of(
                        Map.entry("language", "de"),
                        Map.entry("mails", "APPROVALS"),
                        Map.entry("mails", "WORK"),
                        Map.entry("reminders", "daily")));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(browser.open("/settings").body())
                .contains("Ihre Einstellungen sind gespeichert", "<html lang=\"de\"")
                .containsPattern("id=\"reminders-daily\"[^>]*checked")
                .containsPattern("id=\"mail-APPROVALS\"[^>]*checked")
                .doesNotContainPattern("id=\"mail-REQUESTS\"[^>]*checked");
        var kept = door.as("set-anna").get("/api/v1/settings").json();
        assertThat(kept.path("language").asText()).isEqualTo("de");
        assertThat(kept.path("digest").asBoolean()).isTrue();
        assertThat(kept.path("mails").toString())
                .contains("APPROVALS", "REMINDERS", "WORK")
                .doesNotContain("REQUESTS");
        people.add("set-auditor", Group.AUDITOR);
        assertThat(door.as("set-auditor").get("/api/v1/audit/person:set-anna").text())
                .contains("person.settings-changed", "\"REQUESTS\"", "set-anna");
    }

    @Test
    @DisplayName(
            "No reminders at all is a choice; what an administrator changes in the profile leaves the choice alone")
    void noRemindersIsAChoice() {
        var browser = signedIn("set-bert", Group.REQUESTER);
        browser.sendForm("/settings", List.of(Map.entry("language", "en"), Map.entry("reminders", "never")));
        assertThat(door.as("set-bert").get("/api/v1/settings").json().path("mails"))
                .isEmpty();
        assertThat(browser.open("/settings").body()).containsPattern("id=\"reminders-never\"[^>]*checked");

        people.add("set-admin", Group.ADMINISTRATOR);
        var profile = (com.fasterxml.jackson.databind.node.ObjectNode)
                door.as("set-admin").get("/api/v1/people/set-bert").json();
        profile.put("lastName", "Changed");
        door.as("set-admin").put("/api/v1/people/set-bert", profile).expect(200);

        assertThat(door.as("set-bert").get("/api/v1/settings").json().path("mails"))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "Whatever is missing or unknown is refused with its field; nobody comes in without signing in or the token")
    void badSettingsAreRefused() {
        var browser = signedIn("set-cara", Group.REQUESTER);
        var wrong = browser.sendForm("/settings", List.of(Map.entry("language", "xx")));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("en or de");
        var caller = door.as("set-cara");
        assertThat(caller.put("/api/v1/settings", "{}").expect(422).text()).contains("language", "mails", "digest");
        assertThat(caller.put("/api/v1/settings", Map.of("language", "de", "mails", List.of("NEWS"), "digest", false))
                        .status())
                .isIn(400, 422);
        assertThat(caller.get("/api/v1/settings").json().path("language").asText())
                .isEqualTo("en");
        assertThat(browser.send("POST", "/settings", "", false)).isEqualTo(403);
        assertThat(new Browser(door.base()).get("/settings")).isEqualTo(302);
        assertThat(door.anonymous().get("/api/v1/settings").status()).isEqualTo(401);
        assertThat(door.anonymous().put("/api/v1/settings", "{}").status()).isEqualTo(401);
    }

    @Test
    @DisplayName("Somebody without a profile is told so, and nothing breaks")
    void withoutAProfile() {
        var browser = signedIn("set-ghost", Group.REQUESTER);
        jdbc.update("delete from people where user_id = 'set-ghost'");

        assertThat(browser.open("/settings").body())
                .contains("You have no profile yet")
                .doesNotContain("Save");
        assertThat(door.as("set-ghost").get("/api/v1/settings").status()).isEqualTo(404);
        assertThat(door.as("set-ghost")
                        .put("/api/v1/settings", Map.of("language", "de", "mails", List.of(), "digest", false))
                        .status())
                .isEqualTo(404);
    }

    private Browser signedIn(String user, Group group) {
        people.add(user, group);
        var browser = new Browser(door.base());
        browser.signIn(user);
        return browser;
    }
}
