package org.countersign.models;

import java.util.Optional;
import org.w3c.dom.Element;

/** What an element of a process is. */
public enum ElementType {
    START_EVENT,
    END_EVENT,
    CATCH_EVENT,
    THROW_EVENT,
    BOUNDARY_EVENT,
    USER_TASK,
    SERVICE_TASK,
    SEND_TASK,
    RECEIVE_TASK,
    BUSINESS_RULE_TASK,
    SCRIPT_TASK,
    MANUAL_TASK,
    TASK,
    CALL_ACTIVITY,
    SUB_PROCESS,
    EVENT_SUB_PROCESS,
    EXCLUSIVE_GATEWAY,
    PARALLEL_GATEWAY,
    INCLUSIVE_GATEWAY,
    COMPLEX_GATEWAY,
    EVENT_GATEWAY,
    FLOW,
    PROCESS,
    LANE,
    PARTICIPANT,
    NOTE,
    DATA;

    static Optional<ElementType> of(Element element) {
        return Optional.ofNullable(
                switch (XmlParts.name(element)) {
                    case "startEvent" -> START_EVENT;
                    case "endEvent" -> END_EVENT;
                    case "intermediateCatchEvent" -> CATCH_EVENT;
                    case "intermediateThrowEvent" -> THROW_EVENT;
                    case "boundaryEvent" -> BOUNDARY_EVENT;
                    case "userTask" -> USER_TASK;
                    case "serviceTask" -> SERVICE_TASK;
                    case "sendTask" -> SEND_TASK;
                    case "receiveTask" -> RECEIVE_TASK;
                    case "businessRuleTask" -> BUSINESS_RULE_TASK;
                    case "scriptTask" -> SCRIPT_TASK;
                    case "manualTask" -> MANUAL_TASK;
                    case "task" -> TASK;
                    case "callActivity" -> CALL_ACTIVITY;
                    case "subProcess", "transaction", "adHocSubProcess" ->
                        "true".equals(element.getAttribute("triggeredByEvent")) ? EVENT_SUB_PROCESS : SUB_PROCESS;
                    case "exclusiveGateway" -> EXCLUSIVE_GATEWAY;
                    case "parallelGateway" -> PARALLEL_GATEWAY;
                    case "inclusiveGateway" -> INCLUSIVE_GATEWAY;
                    case "complexGateway" -> COMPLEX_GATEWAY;
                    case "eventBasedGateway" -> EVENT_GATEWAY;
                    case "sequenceFlow", "messageFlow", "association" -> FLOW;
                    case "process" -> PROCESS;
                    case "lane" -> LANE;
                    case "participant" -> PARTICIPANT;
                    case "textAnnotation", "group" -> NOTE;
                    case "dataObject", "dataObjectReference", "dataStoreReference" -> DATA;
                    default -> null;
                });
    }

    /** Whether a process goes through it. */
    public boolean isStep() {
        return compareTo(FLOW) < 0;
    }

    /** Whether it holds elements of its own. */
    public boolean holds() {
        return this == SUB_PROCESS || this == EVENT_SUB_PROCESS;
    }

    /** Whether it only leads on. */
    public boolean isGateway() {
        return compareTo(EXCLUSIVE_GATEWAY) >= 0 && compareTo(EVENT_GATEWAY) <= 0;
    }
}
