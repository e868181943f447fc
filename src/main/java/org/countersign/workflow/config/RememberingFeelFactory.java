package org.countersign.workflow.config;

import camundajar.impl.scala.util.Either;
import java.util.List;
import org.camunda.bpm.dmn.feel.impl.FeelEngineFactory;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.function.CustomFunctionTransformer;
import org.camunda.feel.FeelEngine;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.valuemapper.ValueMapper;
import org.springframework.util.ConcurrentLruCache;

/**
 * Makes the engine's FEEL such that it reads each cell once. By itself it reads a table's cells anew with each evaluation, and
 * that takes most of the time that an evaluation needs.
 */
final class RememberingFeelFactory implements FeelEngineFactory {

    /** Cells of each kind that are kept read: several times those of the tables that come with the product. */
    static final int MOST_REMEMBERED = 4_096;

    @Override
    public org.camunda.bpm.dmn.feel.impl.FeelEngine createInstance() {
        return new ScalaFeelEngine(List.of()) {
            @Override
            protected FeelEngine buildFeelEngine(
                    CustomFunctionTransformer functions, ValueMapper.CompositeValueMapper values) {
                return new Remembering(super.buildFeelEngine(functions, values));
            }
        };
    }

    private static final class Remembering extends FeelEngine {

        private final ConcurrentLruCache<String, Either<FeelEngine.Failure, ParsedExpression>> expressions =
                new ConcurrentLruCache<>(MOST_REMEMBERED, super::parseExpression);
        private final ConcurrentLruCache<String, Either<FeelEngine.Failure, ParsedExpression>> unaryTests =
                new ConcurrentLruCache<>(MOST_REMEMBERED, super::parseUnaryTests);

        private Remembering(FeelEngine as) {
            super(as.functionProvider(), as.valueMapper(), as.configuration(), as.clock());
        }

        @Override
        public Either<FeelEngine.Failure, ParsedExpression> parseExpression(String expression) {
            return expressions.get(expression);
        }

        @Override
        public Either<FeelEngine.Failure, ParsedExpression> parseUnaryTests(String expression) {
            return unaryTests.get(expression);
        }
    }
}
