package org.countersign.workflow.policy;

import camundajar.impl.scala.collection.immutable.List;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.camunda.feel.FeelEngine;
import org.camunda.feel.syntaxtree.ArithmeticNegation;
import org.camunda.feel.syntaxtree.AtLeastOne;
import org.camunda.feel.syntaxtree.ClosedConstRangeBoundary;
import org.camunda.feel.syntaxtree.ConstBool;
import org.camunda.feel.syntaxtree.ConstDate;
import org.camunda.feel.syntaxtree.ConstLocalDateTime;
import org.camunda.feel.syntaxtree.ConstNull$;
import org.camunda.feel.syntaxtree.ConstNumber;
import org.camunda.feel.syntaxtree.ConstRangeBoundary;
import org.camunda.feel.syntaxtree.ConstString;
import org.camunda.feel.syntaxtree.Exp;
import org.camunda.feel.syntaxtree.InputEqualTo;
import org.camunda.feel.syntaxtree.InputGreaterOrEqual;
import org.camunda.feel.syntaxtree.InputGreaterThan;
import org.camunda.feel.syntaxtree.InputInRange;
import org.camunda.feel.syntaxtree.InputLessOrEqual;
import org.camunda.feel.syntaxtree.InputLessThan;
import org.camunda.feel.syntaxtree.Not;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.syntaxtree.Ref;
import org.camunda.feel.syntaxtree.UnaryTestExpression;
import org.countersign.policy.Cell;
import org.countersign.policy.CellReader;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads cells with the FEEL parser that the engine evaluates tables with, and remembers what it has read. */
@Component
class FeelCells implements CellReader {

    private static final int MOST_REMEMBERED = 4000;
    private static final int LONGEST = 2000;
    private static final Pattern POSITION = Pattern.compile("\\):(\\d+):(\\d+), found");

    private final Map<String, Cell> conditions = remembering();
    private final Map<String, Cell> answers = remembering();
    private volatile @Nullable FeelEngine feel;

    @Override
    public Cell condition(String feel) {
        return read(feel, conditions, this::parsedCondition);
    }

    @Override
    public Cell answer(String feel) {
        return read(feel, answers, this::parsedAnswer);
    }

    private static Cell read(String feel, Map<String, Cell> known, Function<String, Cell> parse) {
        var text = feel.strip();
        if (text.isEmpty()) {
            return new Cell.Nothing();
        }
        if (text.length() > LONGEST) {
            return new Cell.Unreadable(LONGEST);
        }
        var before = known.get(text);
        if (before != null) {
            return before;
        }
        var cell = parse.apply(text);
        known.put(text, cell);
        return cell;
    }

    private Cell parsedCondition(String text) {
        return parsed(text, engine().parseUnaryTests(text), FeelCells::condition);
    }

    private Cell parsedAnswer(String text) {
        return parsed(text, engine().parseExpression(text), FeelCells::answer);
    }

    private static Cell parsed(
            String text,
            camundajar.impl.scala.util.Either<FeelEngine.Failure, ParsedExpression> read,
            Function<Exp, Cell> cell) {
        if (read.isRight()) {
            return cell.apply(read.toOption().get().expression());
        }
        var where = POSITION.matcher(read.swap().toOption().get().message());
        return new Cell.Unreadable(where.find() ? column(text, where) : 1);
    }

    private static int column(String text, java.util.regex.MatchResult where) {
        return Math.min(Integer.parseInt(where.group(2)), text.length());
    }

    private static Cell condition(Exp exp) {
        if (exp instanceof ConstBool) {
            return new Cell.Nothing();
        }
        var not = exp instanceof Not;
        var tests = new ArrayList<Cell.Test>();
        var unknown = addTo(tests, exp instanceof Not turned ? turned.x() : exp);
        if (unknown != null) {
            return unknown;
        }
        return (not || tests.size() > 1) && tests.stream().anyMatch(FeelCells::isTruth)
                ? new Cell.Formula()
                : new Cell.Tests(not, tests);
    }

    /** The engine answers nothing to {@code not(true)}, whatever the fact is. */
    private static boolean isTruth(Cell.Test test) {
        return test instanceof Cell.Is is && is.value() instanceof Boolean;
    }

    /** @return what it is where it is no plain test, else null */
    private static @Nullable Cell addTo(ArrayList<Cell.Test> tests, Exp exp) {
        if (exp instanceof AtLeastOne several) {
            Cell unknown = null;
            for (var rest = several.xs(); !rest.isEmpty(); rest = (List<Exp>) rest.tail()) {
                var one = addTo(tests, rest.head());
                unknown = unknown instanceof Cell.Word || one == null ? unknown : one;
            }
            return unknown;
        }
        var test = test(exp);
        if (test != null) {
            tests.add(test);
            return null;
        }
        return exp instanceof UnaryTestExpression one && one.exp() instanceof Ref ref
                ? new Cell.Word(ref.names().mkString("."))
                : new Cell.Formula();
    }

    private static Cell.@Nullable Test test(Exp exp) {
        if (exp instanceof UnaryTestExpression one) {
            return one.exp() == ConstNull$.MODULE$
                    ? new Cell.IsMissing()
                    : literal(one.exp()).map(Cell.Is::new).orElse(null);
        }
        if (exp instanceof InputEqualTo equal) {
            return literal(equal.x()).map(Cell.Is::new).orElse(null);
        }
        if (exp instanceof InputLessThan less) {
            return literal(less.x())
                    .map(high -> new Cell.Within(null, false, high, false))
                    .orElse(null);
        }
        if (exp instanceof InputLessOrEqual less) {
            return literal(less.x())
                    .map(high -> new Cell.Within(null, false, high, true))
                    .orElse(null);
        }
        if (exp instanceof InputGreaterThan greater) {
            return literal(greater.x())
                    .map(low -> new Cell.Within(low, false, null, false))
                    .orElse(null);
        }
        if (exp instanceof InputGreaterOrEqual greater) {
            return literal(greater.x())
                    .map(low -> new Cell.Within(low, true, null, false))
                    .orElse(null);
        }
        return exp instanceof InputInRange in
                ? within(in.range().start(), in.range().end())
                : null;
    }

    private static Cell.@Nullable Test within(ConstRangeBoundary start, ConstRangeBoundary end) {
        var low = literal(start.value());
        var high = literal(end.value());
        return low.isEmpty() || high.isEmpty()
                ? null
                : new Cell.Within(
                        low.get(),
                        start instanceof ClosedConstRangeBoundary,
                        high.get(),
                        end instanceof ClosedConstRangeBoundary);
    }

    private static Cell answer(Exp exp) {
        if (exp == ConstNull$.MODULE$) {
            return new Cell.Nothing();
        }
        if (exp instanceof Ref ref) {
            return new Cell.Word(ref.names().mkString("."));
        }
        return literal(exp).<Cell>map(Cell.Answer::new).orElseGet(Cell.Formula::new);
    }

    private static Optional<Object> literal(Exp exp) {
        if (exp instanceof ConstNumber number) {
            return Optional.of(number.value().bigDecimal());
        }
        if (exp instanceof ArithmeticNegation negation && negation.x() instanceof ConstNumber number) {
            return Optional.of(number.value().bigDecimal().negate());
        }
        if (exp instanceof ConstString text) {
            return Optional.of(text.value());
        }
        if (exp instanceof ConstBool truth) {
            return Optional.of(truth.value());
        }
        if (exp instanceof ConstLocalDateTime moment) {
            return Optional.of(moment.value());
        }
        return exp instanceof ConstDate day ? Optional.of(day.value()) : Optional.empty();
    }

    /** Made when it is first needed: many servers never show a table. */
    private FeelEngine engine() {
        var made = feel;
        if (made == null) {
            made = new FeelEngine.Builder().build();
            feel = made;
        }
        return Objects.requireNonNull(made);
    }

    private static Map<String, Cell> remembering() {
        return Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Cell> eldest) {
                return size() > MOST_REMEMBERED;
            }
        });
    }
}
