package org.countersign.console.web;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Who may sign in to the demonstration, and what each of them does there. Announced nowhere else. */
@Component
class DemoAccounts {

    private static final List<String> ACCOUNTS = List.of(
            "requester",
            "manager",
            "department-head",
            "finance",
            "cfo",
            "buyer",
            "receiver",
            "ap",
            "admin",
            "second-admin",
            "auditor",
            "analyst",
            "ops");

    private final boolean demo;

    DemoAccounts(@Value("${countersign.demo:false}") boolean demo) {
        this.demo = demo;
    }

    /** The sign-in names of the demonstration, each its own password; none where this is no demonstration. */
    List<String> all() {
        return demo ? ACCOUNTS : List.of();
    }
}
