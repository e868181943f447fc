package org.countersign.architecture.canary.purchasing;

import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;
import org.springframework.web.bind.annotation.RestController;

/** A public repository in the singular, and a public controller outside of web. */
public final class Orders {

    private Orders() {}

    @NoRepositoryBean
    public interface OrderRepository extends Repository<Object, String> {}

    @RestController
    public abstract static class OrderController {}
}
