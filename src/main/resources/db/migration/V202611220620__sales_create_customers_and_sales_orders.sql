-- Those to whom we sell, each perhaps with an approval cycle of its own.
CREATE TABLE customers (
    number         VARCHAR(50)  NOT NULL,
    name           VARCHAR(200) NOT NULL,
    email          VARCHAR(254),
    approval_cycle VARCHAR(3000),
    version        BIGINT       NOT NULL,
    CONSTRAINT pk_customers PRIMARY KEY (number)
);
CREATE INDEX ix_customers_name ON customers (name);

-- One row: the last number that was drawn for a customer that came without one.
CREATE TABLE customer_numbers (
    id         INT    NOT NULL,
    last_drawn BIGINT NOT NULL,
    CONSTRAINT pk_customer_numbers PRIMARY KEY (id)
);
INSERT INTO customer_numbers (id, last_drawn) VALUES (1, 0);

CREATE TABLE sales_orders (
    number             VARCHAR(64)  NOT NULL,
    version            BIGINT       NOT NULL,
    requester          VARCHAR(64)  NOT NULL,
    status             VARCHAR(32)  NOT NULL,
    customer           VARCHAR(50)  NOT NULL,
    title              VARCHAR(200) NOT NULL,
    customer_reference VARCHAR(64),
    currency           VARCHAR(3)   NOT NULL,
    created_at         DATETIME(6)  NOT NULL,
    submitted_at       DATETIME(6),
    released_at        DATETIME(6),
    released_by        VARCHAR(64),
    last_note          VARCHAR(2000),
    CONSTRAINT pk_sales_orders PRIMARY KEY (number),
    CONSTRAINT fk_sales_orders_customer FOREIGN KEY (customer) REFERENCES customers (number)
);
CREATE INDEX ix_sales_orders_status ON sales_orders (status, number);
CREATE INDEX ix_sales_orders_requester ON sales_orders (requester, number);

CREATE TABLE sales_order_lines (
    sales_order VARCHAR(64)    NOT NULL,
    line_index  INT            NOT NULL,
    item        VARCHAR(64),
    description VARCHAR(500)   NOT NULL,
    quantity    DECIMAL(19, 6) NOT NULL,
    unit        VARCHAR(3)     NOT NULL,
    unit_price  DECIMAL(21, 8) NOT NULL,
    CONSTRAINT pk_sales_order_lines PRIMARY KEY (sales_order, line_index),
    CONSTRAINT fk_sales_order_lines_order FOREIGN KEY (sales_order) REFERENCES sales_orders (number)
);
