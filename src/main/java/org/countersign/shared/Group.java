package org.countersign.shared;

import java.util.Locale;

/**
 * The groups that the product ships with; their ids are those of the engine's identity service. Administrators may add
 * groups of their own, which policies can name; rights of the product hang on these only.
 */
public enum Group {
    REQUESTER("Requesters"),
    APPROVER("Approvers"),
    SALES_AGENT("Sales agents"),
    PURCHASING_AGENT("Purchasing agents"),
    FINANCE_OFFICER("Finance officers"),
    ADMINISTRATOR("Administrators"),
    RECEIVER("Receivers"),
    ACCOUNTS_PAYABLE("Accounts payable"),
    CFO("Chief financial officers"),
    IT_APPROVER("IT approvers"),
    AUDITOR("Auditors"),
    PROCESS_ANALYST("Process analysts"),
    OPERATIONS("Operations");

    private final String label;

    Group(String label) {
        this.label = label;
    }

    /** The group's id in kebab case, for example {@code purchasing-agent}. */
    public String id() {
        return KebabCase.of(this);
    }

    /** The group's name for people. */
    public String label() {
        return label;
    }

    /** The group's name in the middle of a sentence. */
    public String inSentence() {
        return Character.isUpperCase(label.charAt(1))
                ? label
                : label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1);
    }
}
