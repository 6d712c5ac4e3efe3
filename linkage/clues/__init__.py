"""线索和提前介入: a clue is registered, verified and notified; its informants stay sealed (通知二; 17号第二十六、二十七条)."""
