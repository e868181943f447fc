package org.countersign.console.page;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;

/** Where a person may go: our own pages and the engine's applications. What is behind them is checked there again. */
final class Navigation {

    /**
     * One place.
     *
     * @param id what pages call themselves, and the end of the text's key
     * @param path its address
     * @param icon its sign, of Bootstrap Icons
     * @param outside whether it is another application, with a navigation of its own
     */
    record Place(String id, String path, String icon, boolean outside) {}

    /**
     * Places that belong together.
     *
     * @param id the end of the key of its text
     */
    record Area(String id, List<Place> places) {}

    private static final Predicate<Actor> ANYBODY = actor -> true;

    private Navigation() {}

    static List<Area> of(Actor actor) {
        var areas = new ArrayList<Area>();
        area(
                areas,
                "work",
                actor,
                List.of(
                        new Entry(new Place("home", "/", "house", false), ANYBODY),
                        new Entry(new Place("tasks", "/camunda/app/tasklist/default/", "check2-square", true), ANYBODY),
                        new Entry(
                                new Place("approvals", "/approvals", "check2-all", false),
                                reader -> !reader.isIn(Group.AUDITOR, Group.OPERATIONS)),
                        new Entry(new Place("absence", "/absence", "airplane", false), ANYBODY)));
        area(
                areas,
                "buying",
                actor,
                List.of(
                        new Entry(new Place("requisitions", "/requisitions", "pencil-square", false), ANYBODY),
                        new Entry(new Place("orders", "/purchase-orders", "bag", false), ANYBODY),
                        new Entry(new Place("receiving", "/receiving", "box-seam", false), in(Group.RECEIVER)),
                        new Entry(
                                new Place("invoices", "/invoices", "receipt", false),
                                reading(
                                        Group.ACCOUNTS_PAYABLE,
                                        Group.FINANCE_OFFICER,
                                        Group.CFO,
                                        Group.PURCHASING_AGENT,
                                        Group.RECEIVER)),
                        new Entry(
                                new Place("payments", "/payments", "bank", false),
                                reading(Group.FINANCE_OFFICER, Group.CFO))));
        area(
                areas,
                "selling",
                actor,
                List.of(
                        new Entry(
                                new Place("sales", "/sales-orders", "cart", false),
                                reading(Group.SALES_AGENT, Group.FINANCE_OFFICER)),
                        new Entry(
                                new Place("customers", "/customers", "person-vcard", false),
                                reading(Group.SALES_AGENT, Group.FINANCE_OFFICER))));
        area(
                areas,
                "masters",
                actor,
                List.of(
                        new Entry(
                                new Place("suppliers", "/suppliers", "truck", false),
                                reading(Group.PURCHASING_AGENT, Group.ACCOUNTS_PAYABLE, Group.FINANCE_OFFICER)),
                        new Entry(new Place("items", "/items", "tag", false), ANYBODY)));
        area(
                areas,
                "running",
                actor,
                List.of(
                        new Entry(
                                new Place("figures", "/figures", "bar-chart", false),
                                reading(Group.PURCHASING_AGENT, Group.FINANCE_OFFICER, Group.CFO)),
                        new Entry(new Place("policy", "/policy-changes", "sliders", false), reading()),
                        new Entry(
                                new Place("mails", "/mails", "envelope", false),
                                in(Group.OPERATIONS, Group.ADMINISTRATOR)),
                        new Entry(new Place("tables", "/decision-tables", "table", false), reading()),
                        new Entry(new Place("models", "/models", "diagram-3", false), reading(Group.PROCESS_ANALYST)),
                        new Entry(
                                new Place("stuck", "/camunda/app/cockpit/default/#/stuck", "sign-stop", true),
                                reading()),
                        new Entry(
                                new Place("cockpit", "/camunda/app/cockpit/default/", "speedometer2", true),
                                reading(Group.PROCESS_ANALYST)),
                        new Entry(
                                new Place("admin", "/camunda/app/admin/default/", "people", true),
                                in(Group.ADMINISTRATOR))));
        return areas;
    }

    private record Entry(Place place, Predicate<Actor> who) {}

    private static void area(List<Area> areas, String id, Actor actor, List<Entry> entries) {
        var places = entries.stream()
                .filter(entry -> entry.who().test(actor))
                .map(Entry::place)
                .toList();
        if (!places.isEmpty()) {
            areas.add(new Area(id, places));
        }
    }

    private static Predicate<Actor> in(Group... groups) {
        return actor -> actor.isIn(groups);
    }

    private static Predicate<Actor> reading(Group... groups) {
        return actor -> actor.readsEverything() || actor.isIn(groups);
    }
}
