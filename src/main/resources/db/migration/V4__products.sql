-- Products as their owner ranked them. The whole list is replaced at once; it stays until the next list.
create table product (
    sku                text collate "C" primary key,
    profitability_rank integer  not null unique check (profitability_rank >= 1),
    importance_grade   smallint not null check (importance_grade between 1 and 3)
);
