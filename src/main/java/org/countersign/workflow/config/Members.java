package org.countersign.workflow.config;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.spin.json.SpinJsonNode;
import org.springframework.util.ClassUtils;

/**
 * What an expression may call or read on a value of which kind. Everything that is not listed is refused, at deployment
 * where it can be seen there, and always when the expression is evaluated.
 */
final class Members {

    static final Set<String> FUNCTIONS = Set.of("now", "dateTime", "currentUser", "currentUserGroups", "S", "JSON");

    static final Set<String> OF_EXECUTION = withGetters(
            Set.of("getVariable", "getVariableLocal", "hasVariable", "hasVariableLocal"),
            "id",
            "processInstanceId",
            "processDefinitionId",
            "processBusinessKey",
            "businessKey",
            "currentActivityId",
            "currentActivityName",
            "currentTransitionId",
            "activityInstanceId",
            "eventName");

    static final Set<String> OF_TASK = withGetters(
            Set.of("getVariable", "getVariableLocal", "hasVariable", "hasVariableLocal"),
            "id",
            "name",
            "description",
            "assignee",
            "owner",
            "priority",
            "createTime",
            "dueDate",
            "followUpDate",
            "eventName",
            "taskDefinitionKey",
            "processInstanceId",
            "processDefinitionId",
            "execution");

    private static final Set<String> OF_TEXT = Set.of(
            "length",
            "isEmpty",
            "isBlank",
            "contains",
            "startsWith",
            "endsWith",
            "equals",
            "equalsIgnoreCase",
            "toLowerCase",
            "toUpperCase",
            "trim",
            "strip",
            "indexOf",
            "substring",
            "toString");
    private static final Set<String> OF_NUMBER =
            Set.of("intValue", "longValue", "doubleValue", "equals", "compareTo", "toString");
    private static final Set<String> OF_COLLECTION = Set.of(
            "size",
            "isEmpty",
            "empty",
            "contains",
            "containsKey",
            "get",
            "getOrDefault",
            "keySet",
            "values",
            "toString");
    private static final Set<String> OF_DATE =
            Set.of("getTime", "time", "before", "after", "equals", "compareTo", "toString");
    private static final Set<String> OF_JSON = Set.of(
            "prop",
            "hasProp",
            "elements",
            "stringValue",
            "numberValue",
            "boolValue",
            "value",
            "isNull",
            "isString",
            "isNumber",
            "isBoolean",
            "isArray",
            "isObject",
            "toString");
    private static final Set<String> OF_MOMENT = Set.of("toDate", "isBefore", "isAfter", "isBeforeNow", "isAfterNow");

    private static final Set<String> OF_VALUES = Stream.of(
                    OF_TEXT, OF_NUMBER, OF_COLLECTION, OF_DATE, OF_JSON, OF_MOMENT)
            .flatMap(Collection::stream)
            .collect(Collectors.toUnmodifiableSet());

    private Members() {}

    /** Whether an expression may use this member of this very object. */
    static boolean allowed(Object base, String member) {
        if (base instanceof DelegateTask) {
            return OF_TASK.contains(member);
        }
        if (base instanceof DelegateExecution) {
            return OF_EXECUTION.contains(member);
        }
        if (base instanceof CharSequence) {
            return OF_TEXT.contains(member);
        }
        if (base instanceof Number || base instanceof Boolean || base instanceof Enum<?>) {
            return OF_NUMBER.contains(member) || member.equals("name");
        }
        if (base instanceof Collection<?> || base instanceof Map<?, ?>) {
            return OF_COLLECTION.contains(member);
        }
        if (base instanceof Date) {
            return OF_DATE.contains(member);
        }
        if (base instanceof SpinJsonNode) {
            return OF_JSON.contains(member);
        }
        if (base.getClass().getName().startsWith("org.joda.time.")) {
            return ofMoment(member);
        }
        var type = ClassUtils.getUserClass(base);
        return ModelBeans.isForModels(type) && !methodsOf(type, member).isEmpty();
    }

    /** Whether some value of a variable could have this member; which one it is, is known only at run time. */
    static boolean allowedOnSomeValue(String member) {
        return OF_VALUES.contains(member) || ofMoment(member);
    }

    /** Methods of a bean that a model may call by this name, or read as this property. */
    static List<Method> methodsOf(Class<?> bean, String member) {
        var getter = member.isEmpty()
                ? "get"
                : "get" + member.substring(0, 1).toUpperCase(Locale.ROOT) + member.substring(1);
        return Stream.<Class<?>>iterate(bean, type -> type != null && type != Object.class, Class::getSuperclass)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> !Modifier.isPrivate(method.getModifiers())
                        && !Modifier.isStatic(method.getModifiers())
                        && !method.isSynthetic())
                .filter(method -> method.getName().equals(member)
                        || (method.getName().equals(getter) && method.getParameterCount() == 0))
                .toList();
    }

    private static boolean ofMoment(String member) {
        return OF_MOMENT.contains(member) || Stream.of("plus", "minus", "with").anyMatch(member::startsWith);
    }

    private static Set<String> withGetters(Set<String> methods, String... properties) {
        return Stream.concat(
                        methods.stream(),
                        Arrays.stream(properties)
                                .flatMap(property -> Stream.of(
                                        property,
                                        "get" + property.substring(0, 1).toUpperCase(Locale.ROOT)
                                                + property.substring(1))))
                .collect(Collectors.toUnmodifiableSet());
    }
}
