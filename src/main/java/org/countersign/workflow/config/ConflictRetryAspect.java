package org.countersign.workflow.config;

import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Repeats a transactional service of the product, called outside any transaction, when it merely collided. */
@Aspect
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class ConflictRetryAspect {

    @Around("within(org.countersign..*) && (@annotation(org.springframework.transaction.annotation.Transactional)"
            + " || @within(org.springframework.transaction.annotation.Transactional))")
    Object retried(ProceedingJoinPoint call) throws Throwable {
        try {
            return Conflicts.retried(() -> {
                try {
                    return call.proceed();
                } catch (RuntimeException | Error e) {
                    throw e;
                } catch (Throwable e) {
                    throw new Checked(e);
                }
            });
        } catch (Checked e) {
            throw e.failure;
        }
    }

    /** Carries a checked exception of a service past the retry. */
    private static final class Checked extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Throwable failure;

        private Checked(Throwable failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
