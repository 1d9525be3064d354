from tests.conversations.conftest import stage as stage
