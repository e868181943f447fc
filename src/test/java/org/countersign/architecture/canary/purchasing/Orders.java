package org.countersign.architecture.canary.purchasing;

import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A public repository in the singular, and a public controller outside of web that does not say what it answers. */
public final class Orders {

    private Orders() {}

    @NoRepositoryBean
    public interface OrderRepository extends Repository<Object, String> {}

    @RestController
    public abstract static class OrderController {

        @PostMapping
        ResponseEntity<Void> keep() {
            return nothing();
        }

        private static ResponseEntity<Void> nothing() {
            return ResponseEntity.noContent().build();
        }
    }
}
