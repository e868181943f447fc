package org.countersign.workflow.blocks;

import java.util.Locale;
import org.countersign.invoicing.ExceptionRouting;
import org.countersign.invoicing.ExceptionType;
import org.countersign.shared.Group;
import org.countersign.workflow.support.ModelBean;

/** Who handles a difference, as the table {@code exception-routing} says (R20). */
@ModelBean
public class ExceptionGate {

    private final ExceptionRouting routing;

    ExceptionGate(ExceptionRouting routing) {
        this.routing = routing;
    }

    /**
     * The group that handles differences of a type. Handlers that are one person, or the approvers of an order, are no
     * group: then administrators are asked.
     */
    public String group(String type) {
        var handler = routing.handlerOf(ExceptionType.valueOf(type.strip().toUpperCase(Locale.ROOT)));
        return handler.equals(ExceptionRouting.APPROVERS) || handler.startsWith(ExceptionRouting.PERSON)
                ? Group.ADMINISTRATOR.id()
                : handler;
    }
}
