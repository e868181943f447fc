-- What suppliers say is on its way, before it is there: as it was received, and line by line beside the order.
CREATE TABLE despatch_advices (
    id VARCHAR(64) NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    number VARCHAR(100) NOT NULL,
    sender VARCHAR(200),
    purchase_order VARCHAR(64) NOT NULL,
    issued DATE,
    expected DATE,
    fingerprint VARCHAR(64) NOT NULL,
    received_at DATETIME(6) NOT NULL,
    received_by VARCHAR(64) NOT NULL,
    CONSTRAINT fk_despatch_advices_order FOREIGN KEY (purchase_order) REFERENCES purchase_orders (number),
    CONSTRAINT uq_despatch_advices_number UNIQUE (purchase_order, number)
);

CREATE TABLE despatch_advice_lines (
    advice VARCHAR(64) NOT NULL,
    line_index INT NOT NULL,
    order_line INT,
    item VARCHAR(100),
    description VARCHAR(500),
    quantity DECIMAL(19, 6) NOT NULL,
    unit VARCHAR(16),
    lot VARCHAR(100),
    serials VARCHAR(4000),
    PRIMARY KEY (advice, line_index),
    CONSTRAINT fk_despatch_advice_lines_advice FOREIGN KEY (advice) REFERENCES despatch_advices (id)
);

CREATE TABLE despatch_advice_originals (
    advice VARCHAR(64) NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    content LONGBLOB NOT NULL,
    CONSTRAINT fk_despatch_advice_originals_advice FOREIGN KEY (advice) REFERENCES despatch_advices (id)
);

-- Looked at with the order itself, so that orders which nothing was announced for ask for no advice.
ALTER TABLE purchase_orders ADD COLUMN announced BOOLEAN DEFAULT FALSE NOT NULL;
