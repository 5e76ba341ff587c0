package io.perfectorder.pipeline;

class InMemoryStoreTest extends JournalContract {
    @Override
    protected Stores emptyStores() {
        InMemoryStore store = new InMemoryStore();
        return new Stores(store, store);
    }
}
