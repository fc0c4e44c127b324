"""What belongs to the story of a claim."""

from apps.core.records import story

story("warranty.Claim", "lines")
story("warranty.Recall", "vehicles")
