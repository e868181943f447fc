package org.countersign.policy;

import static org.countersign.policy.PolicyFinding.Severity.ERROR;
import static org.countersign.policy.PolicyFinding.Severity.WARNING;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.countersign.people.Organization;
import org.countersign.policy.PolicyFinding.Severity;
import org.countersign.policy.PolicyTable.Column;
import org.countersign.policy.PolicyTable.Input;
import org.countersign.policy.PolicyTable.Output;
import org.countersign.policy.PolicyTable.Rule;
import org.countersign.shared.Explanation;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with each cell of a table for itself. */
final class CellCheck {

    private static final String GROUP = "group:";
    private static final String PERSON = "person:";
    private static final int LONGEST_USER = 64;
    private static final Pattern THOUSANDS = Pattern.compile("\\d{1,3}(,\\d{3})+(\\.\\d+)?");

    private final PolicyTable table;
    private final CellReader reader;
    private final Organization organization;
    private final List<PolicyFinding> findings = new ArrayList<>();
    private final List<List<Cell>> conditions = new ArrayList<>();
    private final List<Cell> allowed = new ArrayList<>();
    private final Map<String, Boolean> known = new HashMap<>();
    private boolean cannotBeAnalysed;
    private int errors;

    CellCheck(PolicyTable table, CellReader reader, Organization organization) {
        this.table = table;
        this.reader = reader;
        this.organization = organization;
        table.inputs().forEach(input -> allowed.add(reader.condition(input.allowed())));
        checkColumns();
        table.rules().forEach(this::check);
    }

    List<PolicyFinding> findings() {
        return findings;
    }

    /** What each rule asks, column by column. */
    List<List<Cell>> conditions() {
        return conditions;
    }

    /** The allowed values of each input column. */
    List<Cell> allowed() {
        return allowed;
    }

    /** Whether conditions are wrong, so that nothing can be said of them together. */
    boolean cannotBeAnalysed() {
        return cannotBeAnalysed;
    }

    private void checkColumns() {
        if (table.hitPolicy() == HitPolicy.PRIORITY || table.hitPolicy() == HitPolicy.OUTPUT_ORDER) {
            add(
                    null,
                    null,
                    ERROR,
                    PolicyStatement.HIT_POLICY_UNKNOWN,
                    table.hitPolicy().word());
        }
        table.inputs().forEach(this::checkType);
        table.outputs().forEach(this::checkType);
    }

    private void checkType(Column column) {
        if (column.type() == ColumnType.OTHER) {
            cannotBeAnalysed |= column instanceof Input;
            add(null, column, ERROR, PolicyStatement.TYPE_UNKNOWN, column.label(), column.typeRef());
        }
    }

    private void check(Rule rule) {
        var row = new ArrayList<Cell>();
        for (int index = 0; index < table.inputs().size(); index++) {
            var feel = rule.inputs().get(index);
            var cell = reader.condition(feel);
            var before = errors;
            checkCondition(rule, table.inputs().get(index), allowed.get(index), feel.strip(), cell);
            cannotBeAnalysed |= errors > before;
            row.add(cell);
        }
        conditions.add(row);
        for (int index = 0; index < table.outputs().size(); index++) {
            var feel = rule.outputs().get(index);
            checkAnswer(rule, table.outputs().get(index), feel.strip(), reader.answer(feel));
        }
    }

    private void checkCondition(Rule rule, Input input, Cell values, String feel, Cell cell) {
        if (input.type().isNumber() && THOUSANDS.matcher(feel).find()) {
            add(rule, input, ERROR, PolicyStatement.THOUSANDS, feel);
        } else if (cell instanceof Cell.Tests tests) {
            tests.tests().forEach(test -> checkTest(rule, input, values, test));
        } else {
            checkUnknown(rule, input, feel, cell);
        }
    }

    private void checkUnknown(Rule rule, Column column, String feel, Cell cell) {
        if (cell instanceof Cell.Unreadable unreadable) {
            add(
                    rule,
                    column,
                    ERROR,
                    PolicyStatement.CELL_UNREADABLE,
                    feel,
                    Explanation.number(BigDecimal.valueOf(unreadable.from())));
        } else if (cell instanceof Cell.Word word) {
            add(rule, column, ERROR, PolicyStatement.UNQUOTED_WORD, word.name(), word.name());
        } else if (cell instanceof Cell.Formula) {
            add(rule, column, WARNING, PolicyStatement.FORMULA, feel);
        }
    }

    private void checkTest(Rule rule, Input input, Cell values, Cell.Test test) {
        if (test instanceof Cell.Is is) {
            if (checkType(rule, input, is.value())) {
                checkAllowed(rule, input, values, is.value());
                checkMaster(rule, input, is.value());
            }
        } else if (test instanceof Cell.Within within) {
            if (within.low() == null || checkType(rule, input, within.low())) {
                if (within.high() != null) {
                    checkType(rule, input, within.high());
                }
            }
        }
    }

    private boolean checkType(Rule rule, Column column, Object value) {
        var type = column.type();
        var fits = switch (type) {
            case INTEGER, LONG -> value instanceof BigDecimal number && (column instanceof Input || isWhole(number));
            case DOUBLE -> value instanceof BigDecimal;
            case STRING -> value instanceof String;
            case BOOLEAN -> value instanceof Boolean;
            case DATE -> value instanceof LocalDateTime || column instanceof Output && value instanceof LocalDate;
            case OTHER -> true;
        };
        if (!fits && type == ColumnType.DATE && value instanceof LocalDate) {
            add(rule, column, ERROR, PolicyStatement.DATE_WITHOUT_TIME);
        } else if (!fits) {
            add(rule, column, ERROR, PolicyStatement.WRONG_TYPE, Explanation.of(held(type)), feel(value));
        }
        return fits;
    }

    private static PolicyStatement held(ColumnType type) {
        return switch (type) {
            case INTEGER, LONG -> PolicyStatement.WHOLE_NUMBERS;
            case DOUBLE -> PolicyStatement.NUMBERS;
            case BOOLEAN -> PolicyStatement.TRUTHS;
            case DATE -> PolicyStatement.MOMENTS;
            case STRING, OTHER -> PolicyStatement.TEXTS;
        };
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    private static String feel(Object value) {
        return value instanceof String text
                ? "\"" + text + "\""
                : value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    private void checkAllowed(Rule rule, Column column, Cell values, Object value) {
        if (values instanceof Cell.Tests listed && Regions.holds(listed, value) == Regions.Truth.NO) {
            add(rule, column, ERROR, PolicyStatement.NOT_ALLOWED, feel(value), column.allowed());
        }
    }

    private void checkMaster(Rule rule, Input input, Object value) {
        if (input.expression().equals("costCenter")
                && value instanceof String code
                && !known("cost center", code, id -> organization.costCenter(id).isPresent())) {
            add(rule, input, WARNING, PolicyStatement.COST_CENTER_UNKNOWN, code);
        }
        if (input.expression().equals("department")
                && value instanceof String code
                && !known("department", code, id -> organization.department(id).isPresent())) {
            add(rule, input, WARNING, PolicyStatement.DEPARTMENT_UNKNOWN, code);
        }
    }

    private void checkAnswer(Rule rule, Output output, String feel, Cell cell) {
        if (cell instanceof Cell.Nothing) {
            if (KnownColumns.isNeeded(table, output)) {
                add(rule, output, ERROR, PolicyStatement.ANSWER_MISSING);
            }
        } else if (cell instanceof Cell.Answer answer) {
            if (checkType(rule, output, answer.value())) {
                checkValue(rule, output, answer.value());
            }
        } else {
            checkUnknown(rule, output, feel, cell);
        }
    }

    private void checkValue(Rule rule, Output output, Object value) {
        if (value instanceof BigDecimal number && number.signum() < 0 && KnownColumns.isFromZero(table)) {
            add(rule, output, ERROR, PolicyStatement.ANSWER_NEGATIVE);
        }
        if (value instanceof String text && namesSomebody(output, text)) {
            checkSomebody(rule, output, text);
        } else {
            checkAllowed(rule, output, reader.condition(output.allowed()), value);
        }
    }

    private boolean namesSomebody(Output output, String text) {
        return text.startsWith(GROUP)
                || text.startsWith(PERSON)
                || KnownColumns.namesGroups(table, output) && !isWordOfTheTable(text);
    }

    /** The approvers of an order are no group. */
    private static boolean isWordOfTheTable(String text) {
        return text.equals("approvers");
    }

    private void checkSomebody(Rule rule, Output output, String text) {
        if (text.startsWith(PERSON)) {
            var user = text.substring(PERSON.length()).strip();
            if (user.isEmpty()
                    || user.length() > LONGEST_USER
                    || !known(PERSON, user, id -> organization.isActive(new UserId(id)))) {
                add(rule, output, ERROR, PolicyStatement.PERSON_UNKNOWN, user);
            }
            return;
        }
        var group = text.startsWith(GROUP) ? text.substring(GROUP.length()).strip() : text.strip();
        if (!known(GROUP, group, id -> !organization.activeMembersOf(id).isEmpty())) {
            add(rule, output, ERROR, PolicyStatement.GROUP_EMPTY, group);
        }
    }

    /** Each is looked up once, however many rules name it. */
    private boolean known(String kind, String id, Predicate<String> lookUp) {
        return known.computeIfAbsent(kind + " " + id, any -> lookUp.test(id));
    }

    private void add(
            @Nullable Rule rule, @Nullable Column column, Severity severity, PolicyStatement kind, Object... values) {
        errors += severity == ERROR ? 1 : 0;
        findings.add(new PolicyFinding(
                severity,
                kind,
                Explanation.of(kind, values),
                rule == null ? null : rule.id(),
                column == null ? null : column.id(),
                List.of()));
    }
}
