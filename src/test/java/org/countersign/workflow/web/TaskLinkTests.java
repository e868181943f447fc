package org.countersign.workflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.engine.TaskService;
import org.countersign.shared.Group;
import org.countersign.support.CountersignTest;
import org.countersign.support.SignedIn;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.view.RedirectView;

@CountersignTest
class TaskLinkTests {

    @Autowired
    TaskLinkController links;

    @Autowired
    TestPeople people;

    @Autowired
    SignedIn signedIn;

    @Autowired
    TaskService tasks;

    @Test
    void aLinkLeadsToTheTaskInTasklistUntilItIsDone() {
        people.add("li-anna");
        people.add("li-bert");
        var task = tasks.newTask();
        task.setAssignee("li-anna");
        tasks.saveTask(task);

        var mine = links.task(task.getId(), signedIn.actor("li-anna"));
        assertThat(mine.getView())
                .isInstanceOfSatisfying(
                        RedirectView.class,
                        view -> assertThat(view.getUrl())
                                .isEqualTo("/camunda/app/tasklist/default/#/?task=" + task.getId()));
        assertThat(sentence(links.task(task.getId(), signedIn.actor("li-bert"))))
                .isEqualTo("foreign");

        tasks.complete(task.getId());
        assertThat(sentence(links.task(task.getId(), signedIn.actor("li-anna"))))
                .isEqualTo("done");
        assertThat(sentence(links.task("nothing", signedIn.actor("li-anna")))).isEqualTo("unknown");
        assertThat(sentence(links.document("REQ-1999-000001", signedIn.actor("li-anna"))))
                .isEqualTo("nothing");
        tasks.deleteTask(task.getId(), true);
    }

    @Test
    void aTaskOfOnesGroupIsOnesOwn() {
        people.add("li-buyer", Group.PURCHASING_AGENT);
        people.add("li-ops", Group.OPERATIONS);
        var task = tasks.newTask();
        tasks.saveTask(task);
        tasks.addCandidateGroup(task.getId(), Group.PURCHASING_AGENT.id());

        assertThat(links.task(task.getId(), signedIn.actor("li-buyer")).getView())
                .isInstanceOf(RedirectView.class);
        assertThat(links.task(task.getId(), signedIn.actor("li-ops")).getView()).isInstanceOf(RedirectView.class);
        tasks.deleteTask(task.getId(), true);
    }

    private static Object sentence(org.springframework.web.servlet.ModelAndView page) {
        return page.getModel().get("key");
    }
}
