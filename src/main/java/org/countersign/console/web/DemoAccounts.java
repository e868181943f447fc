package org.countersign.console.web;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Who may sign in to the demonstration, and what each of them does there. Announced nowhere else. */
@Component
class DemoAccounts {

    /**
     * One account; its password is its name.
     *
     * @param name sign-in name
     * @param role in words
     * @param does what there is to do as this person
     */
    record Account(String name, String role, String does) {}

    private static final List<Account> ACCOUNTS = List.of(
            new Account("requester", "Requester", "asks for things, and revises what is sent back"),
            new Account("manager", "Line manager", "approves from 100.00"),
            new Account("department-head", "Cost-centre owner", "approves from 1,000.00 on CC-100"),
            new Account("finance", "Finance officer", "approves from 10,000.00, releases payments"),
            new Account("cfo", "Chief financial officer", "approves from 100,000.00"),
            new Account("buyer", "Purchasing agent", "looks after suppliers and orders"),
            new Account("receiver", "Receiver", "books what arrives, and what goes back"),
            new Account("ap", "Accounts payable", "captures invoices, settles differences"),
            new Account("admin", "Administrator", "keeps people, groups and tables"),
            new Account("auditor", "Auditor", "reads everything, changes nothing"),
            new Account("analyst", "Process analyst", "deploys processes, decisions and forms"),
            new Account("ops", "Operations", "finds what is stuck, and puts it right"));

    private final boolean demo;

    DemoAccounts(@Value("${countersign.demo:false}") boolean demo) {
        this.demo = demo;
    }

    /** The accounts of the demonstration; none where this is no demonstration. */
    List<Account> all() {
        return demo ? ACCOUNTS : List.of();
    }
}
