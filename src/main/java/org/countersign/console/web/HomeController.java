package org.countersign.console.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.countersign.people.Organization;
import org.countersign.shared.Actor;
import org.countersign.shared.Company;
import org.countersign.shared.Group;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page after signing in: where this person works. */
@Controller
class HomeController {

    /**
     * A way to somewhere else.
     *
     * @param title what it is called
     * @param path where it is
     * @param purpose what one does there
     */
    record Way(String title, String path, String purpose) {}

    private final Organization organization;
    private final Company company;
    private final Clock clock;

    HomeController(Organization organization, Company company, Clock clock) {
        this.organization = organization;
        this.company = company;
        this.clock = clock;
    }

    @GetMapping("/")
    String home(Actor actor, Model model) {
        model.addAttribute("name", organization.nameOf(actor.user()));
        model.addAttribute("greeting", greeting());
        model.addAttribute("roles", rolesOf(actor));
        model.addAttribute("ways", waysOf(actor));
        model.addAttribute("company", company.name());
        return "console/home";
    }

    private String greeting() {
        var hour = clock.instant().atZone(company.timeZone()).getHour();
        if (hour < 5 || hour >= 18) {
            return "Good evening";
        }
        return hour < 12 ? "Good morning" : "Good afternoon";
    }

    private static List<String> rolesOf(Actor actor) {
        return List.of(Group.values()).stream()
                .filter(actor::isIn)
                .map(Group::label)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private static List<Way> waysOf(Actor actor) {
        var ways = new ArrayList<Way>();
        ways.add(new Way(
                "Tasklist",
                "/camunda/app/tasklist/default/",
                actor.readsEverything() ? "All open tasks, whoever they wait for" : "What waits for your answer"));
        if (actor.isIn(Group.OPERATIONS, Group.ADMINISTRATOR, Group.AUDITOR, Group.PROCESS_ANALYST)) {
            ways.add(new Way(
                    "Cockpit",
                    "/camunda/app/cockpit/default/",
                    "Running processes, where each one stands, and what is stuck"));
        }
        if (actor.isIn(Group.ADMINISTRATOR)) {
            ways.add(new Way(
                    "Admin", "/camunda/app/admin/default/", "Users, groups and what they may see in the engine"));
        }
        if (actor.isIn(Group.OPERATIONS, Group.ADMINISTRATOR)) {
            ways.add(new Way("Metrics", "/actuator", "Health, figures and build of this server"));
        }
        ways.add(new Way("REST API", "/v3/api-docs", "Everything a program can do, as OpenAPI"));
        return ways;
    }
}
