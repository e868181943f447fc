package org.countersign.shared.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The client's condition on a change: do it only if the document still is what I read. Controllers of documents take it
 * as a parameter, because they know how the document is represented:
 *
 * <pre>{@code
 * return ifMatch.guard(() -> view(orders.get(number)), () -> view(orders.change(number, change, actor)));
 * }</pre>
 */
public final class IfMatch {

    private final @Nullable String header;
    private final ObjectMapper json;
    private final TransactionOperations transaction;

    IfMatch(@Nullable String header, ObjectMapper json, TransactionOperations transaction) {
        this.header = header;
        this.json = json;
        this.transaction = transaction;
    }

    /**
     * Makes the change if the client's tag is that of the current representation, or if it gave none. The comparison and
     * the change share one transaction.
     *
     * @param current what a read answers for the same person
     * @param change makes the change, and gives the answer
     * @throws RuntimeException answered as 412 when the document has changed since it was read
     */
    public <T> T guard(Supplier<?> current, Supplier<T> change) {
        if (header == null) {
            return change.get();
        }
        var answer = transaction.execute(status -> {
            check(current.get());
            return new Answer<>(change.get());
        });
        if (answer == null) {
            throw new IllegalStateException("A change gives an answer");
        }
        return answer.value();
    }

    private void check(Object representation) {
        try {
            if (header != null
                    && !EntityTag.isNamedBy(header, EntityTag.of(json.writeValueAsBytes(representation)), false)) {
                throw new PreconditionFailed();
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What is answered can be written as JSON", e);
        }
    }

    private record Answer<T>(T value) {}
}
