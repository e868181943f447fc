package org.countersign.workflow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import org.countersign.shared.Group;
import org.countersign.shared.NotFound;
import org.countersign.support.CountersignTest;
import org.countersign.support.SignedIn;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CountersignTest
class TasklistTests {

    @Autowired
    private TasklistController tasklist;

    @Autowired
    private EngineLabelsController labels;

    @Autowired
    private TestPeople people;

    @Autowired
    private SignedIn signedIn;

    @Autowired
    private ObjectMapper json;

    @Test
    @DisplayName("Everybody is offered to start what they may, and nothing else")
    void startsFollowTheRights() {
        people.add("tl-anna", Group.REQUESTER);
        people.add("tl-dock", Group.RECEIVER);
        people.add("tl-clerk", Group.ACCOUNTS_PAYABLE);
        people.add("tl-auditor", Group.AUDITOR);
        assertThat(startsOf("tl-anna")).containsExactly("/requisitions/new");
        assertThat(startsOf("tl-dock")).containsExactly("/requisitions/new", "/receiving");
        assertThat(startsOf("tl-clerk")).containsExactly("/requisitions/new", "/invoices/new");
        assertThat(startsOf("tl-auditor")).isEmpty();
    }

    @Test
    @DisplayName("What Tasklist says is there in the reader's language, and in English for who reads another")
    void surroundingsSpeakTheReadersLanguage() {
        people.add("tl-hans", Group.REQUESTER);
        var actor = signedIn.actor("tl-hans");
        var german = tasklist.surroundings(actor, Locale.GERMANY);
        assertThat(german.language()).isEqualTo("de");
        assertThat(german.texts())
                .containsEntry("filter.mine", "Meine Aufgaben")
                .doesNotContainKey("label.COMPLETE");
        assertThat(tasklist.surroundings(actor, Locale.FRENCH).texts()).containsEntry("filter.mine", "My tasks");
    }

    @Test
    @DisplayName(
            "The labels of the engine's applications are its own with our words where they differ, and name no other product")
    void labelsAreOurs() throws JsonProcessingException {
        for (var application : List.of("admin", "cockpit", "tasklist", "welcome")) {
            for (var language : List.of("en", "de")) {
                var said = json.readTree(labels.labels(application, language).getBody())
                        .path("labels");
                assertThat(said.path("BANNER_CE_EOL_TEXT").asText()).isEmpty();
                assertThat(said.path("APP_VENDOR").asText()).isEqualTo("Countersign");
                assertThat(said.size()).isGreaterThan(20);
            }
        }
        assertThat(json.readTree(labels.labels("tasklist", "en").getBody())
                        .at("/labels/CLAIM_TASK")
                        .asText())
                .isEqualTo("Take it");
        assertThatThrownBy(() -> labels.labels("tasklist", "fr")).isInstanceOf(NotFound.class);
    }

    @Test
    @DisplayName("Nobody is told of an answer that they did not give")
    void answersAreToldToWhoGaveThem() {
        people.add("tl-curious", Group.ADMINISTRATOR);
        assertThatThrownBy(() -> tasklist.answer("no-such-task", signedIn.actor("tl-curious"), Locale.ENGLISH))
                .isInstanceOf(NotFound.class);
    }

    private List<String> startsOf(String user) {
        return tasklist.surroundings(signedIn.actor(user), Locale.ENGLISH).starts().stream()
                .map(TasklistController.Way::href)
                .toList();
    }
}
