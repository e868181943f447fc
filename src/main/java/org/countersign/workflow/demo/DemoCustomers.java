package org.countersign.workflow.demo;

import java.util.List;
import org.countersign.people.Directory;
import org.countersign.sales.CustomerDetails;
import org.countersign.sales.CustomerMaster;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.countersign.shared.PartnerCycle;
import org.countersign.shared.Restores;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The demonstration's customers: one whose sales orders a rule approves, and one with an approval cycle of its own. */
@Component
@Order(15)
@ConditionalOnProperty(name = "countersign.demo", havingValue = "true")
class DemoCustomers extends DemoData {

    private final CustomerMaster customers;

    DemoCustomers(Restores restores, Directory directory, CustomerMaster customers) {
        super(restores, directory);
        this.customers = customers;
    }

    @Override
    void fill() {
        customer("C-1001", "Hafenkontor Bremen GmbH", "einkauf@hafenkontor.example.com", PartnerCycle.NONE);
        customer(
                "C-1002",
                "Fjordline Instruments AS",
                "orders@fjordline.example.com",
                new PartnerCycle(
                        PartnerCycle.LINE_MANAGER,
                        "group:" + Group.FINANCE_OFFICER.id(),
                        new PartnerCycle.Told(
                                List.of(), List.of("person:department-head"), List.of("person:department-head"))));
    }

    private void customer(String number, String name, String email, PartnerCycle cycle) {
        if (customers.find(number).isEmpty()) {
            customers.add(new CustomerDetails(number, name, email), Actor.SYSTEM);
            if (!cycle.isEmpty()) {
                customers.changeCycle(number, cycle, Actor.SYSTEM);
            }
        }
    }
}
