package io.perfectorder.alerting;

class InMemoryAlertsTest extends AlertStoreContract {
    @Override
    protected AlertStore emptyStore() {
        return new InMemoryAlerts();
    }
}
