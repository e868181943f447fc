package org.countersign.purchasing;

/** What of a line a change order changes, as the table {@code change-policy} names it. */
public enum ChangeField {
    /** How much is ordered. */
    QUANTITY("quantity"),
    /** The net price of one unit. */
    UNIT_PRICE("unitPrice"),
    /** When it is asked for. */
    DELIVERY_DATE("deliveryDate"),
    /** What is ordered, in words. */
    TEXT("text"),
    /** A line that was not there. */
    LINE_ADDED("lineAdded"),
    /** A line of which nothing is ordered any more. */
    LINE_REMOVED("lineRemoved");

    private final String fact;

    ChangeField(String fact) {
        this.fact = fact;
    }

    /** Its name in the table. */
    public String fact() {
        return fact;
    }
}
